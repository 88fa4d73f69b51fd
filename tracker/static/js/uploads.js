/* A file that is too large is told of as it is chosen, before what was typed goes with it. */
const MEGABYTE = 1048576;

function fault(field) {
  const { each, megabytes } = field.dataset;
  const files = [...field.files];
  const large = files.find((file) => file.size > Number(each || megabytes) * MEGABYTE);
  if (large) return `《${large.name}》超过 ${each || megabytes} MB，请压缩图片或拆成几份再传。`;
  const all = files.reduce((sum, file) => sum + file.size, 0);
  return all > Number(megabytes) * MEGABYTE ? `选的文件一共超过 ${megabytes} MB，请分几次传。` : "";
}

function tell(field, said) {
  const id = `${field.id}-too-large`;
  let place = document.getElementById(id);
  if (!place) {
    place = Object.assign(document.createElement("p"), { id, className: "error" });
    place.setAttribute("role", "alert");
    field.after(place);
  }
  place.textContent = said;
  place.hidden = !said;
}

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.type !== "file" || !field.dataset.megabytes) return;
  const said = fault(field);
  if (said) field.value = "";
  tell(field, said);
});
