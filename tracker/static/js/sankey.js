/* Draws the table below it as a Sankey: segment, link, stage; a band leads to its ledger. */
const place = document.getElementById("flow");
const table = document.getElementById("flow-table");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function read() {
  const nodes = new Map(), bands = new Map();
  const node = (depth, name, tone, place = 0) => { nodes.set(name, { name, depth, place, itemStyle: { color: colour(tone) } }); return name; };
  const band = (source, target, value, href = "") => {
    const key = `${source}>${target}`;
    const known = bands.get(key) || { source, target, value: 0, href };
    bands.set(key, { ...known, value: known.value + value });
  };
  table.querySelectorAll("tbody tr").forEach(({ dataset: row }) => {
    const width = Number(row.width);
    if (!width) return;
    const segment = node(0, row.segment, "accent-fill");
    const link = node(1, `${row.link} `, "s6");
    const stage = node(2, `${row.stage}  `, row.tone, Number(row.place));
    band(segment, link, width);
    band(link, stage, width, row.href);
  });
  // Stages stand in their order on the line, not in that of their first project.
  const data = [...nodes.values()].sort((one, other) => one.depth - other.depth || one.place - other.place);
  return { data, links: [...bands.values()] };
}

function options() {
  const { data, links } = read();
  const unit = place.dataset.unit;
  const narrow = place.clientWidth < 600;
  const said = (value) => `${Number(value).toLocaleString("zh-CN")} ${unit}`;
  return {
    animation: !still,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: {
      renderMode: "richText", // names are text, never HTML
      confine: true, backgroundColor: colour("sheet"), borderColor: colour("control"), textStyle: { color: colour("ink") },
      formatter: ({ dataType, data: one, value, name }) => dataType === "edge" ? `${one.source.trim()} → ${one.target.trim()}：${said(value)}` : `${name.trim()}：${said(value)}`,
    },
    series: [{
      type: "sankey", data, links, left: 8, right: narrow ? 64 : 96, top: 12, bottom: 12, nodeWidth: 14, nodeGap: narrow ? 7 : 9, layoutIterations: 0, draggable: false,
      emphasis: { focus: "adjacency" },
      label: { color: colour("ink"), fontSize: narrow ? 11 : 13, formatter: ({ name, value }) => narrow ? name.trim() : `${name.trim()} ${Number(value).toLocaleString("zh-CN")}` },
      lineStyle: { color: colour("control"), opacity: .35, curveness: .5 },
    }],
  };
}

if (place && table && window.echarts) {
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  const draw = () => chart.setOption(options(), true);
  draw();
  table.open = false;
  chart.on("click", ({ data }) => { if (data && data.href) location.assign(data.href); });
  new ResizeObserver(() => { chart.resize(); draw(); }).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-theme", "data-text"] });
}
