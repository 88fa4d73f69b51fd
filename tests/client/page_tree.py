"""A page as a tree, read strictly: a tag that is not closed, or closed twice, is an error."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
UNSEEN = {"head", "script", "style", "template", "title"}


@dataclass(eq=False)
class Node:
    """One element; its content is text and elements in order.

    A page is looked through dozens of times, so its elements stand in one list besides, and
    those inside this one from `first` to `last`; once read a tree does not change.
    """

    tag: str
    attrs: dict[str, str]
    parent: "Node | None" = None
    content: list["Node | str"] = field(default_factory=list)
    elements: list["Node"] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def __getitem__(self, name: str) -> str:
        return self.attrs.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self.attrs

    def __str__(self) -> str:
        shown = "".join(f' {name}="{value}"' for name, value in self.attrs.items())
        return f"<{self.tag}{shown}>"

    @cached_property
    def text(self) -> str:
        """All the text inside, blanks folded."""
        found: list[str] = []
        self.gather(found, seen_only=False)
        return " ".join("".join(found).split())

    @cached_property
    def seen_text(self) -> str:
        """The text that an eye can see, blanks folded."""
        found: list[str] = []
        self.gather(found, seen_only=True)
        return " ".join("".join(found).split())

    def gather(self, found: list[str], *, seen_only: bool) -> None:
        if seen_only and (self.tag in UNSEEN or "hidden" in self):
            return
        for part in self.content:
            if isinstance(part, str):
                found.append(part)
            else:
                found.append(" ")
                part.gather(found, seen_only=seen_only)
                found.append(" ")

    def all(self, *tags: str, **attrs: str | None) -> list["Node"]:
        """Elements inside with one of these tags (any, if none) and these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            node
            for node in self.walk()
            if (not tags or node.tag in tags)
            and all(name in node and value in (None, node[name]) for name, value in wanted.items())
        ]

    def one(self, *tags: str, **attrs: str | None) -> "Node":
        """The only such element inside."""
        found = self.all(*tags, **attrs)
        assert len(found) == 1, f"{len(found)} elements are {tags} {attrs}, not one"
        return found[0]

    def walk(self) -> Iterator["Node"]:
        """The elements inside, each before those that it holds."""
        return iter(self.elements[self.first : self.last])

    def within(self, tag: str) -> "Node | None":
        """The nearest element around this one with that tag."""
        node = self.parent
        while node is not None and node.tag != tag:
            node = node.parent
        return node


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Node] = []
        self.root = self.here = Node("#page", {}, elements=self.elements)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.content.append(node)
        self.elements.append(node)
        node.elements, node.first = self.elements, len(self.elements)
        node.last = node.first
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> where {self.here} is open"
        assert self.here.parent, f"</{tag}> closes nothing"
        self.here.last = len(self.elements)
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.content.append(data)


def read(html: str) -> Node:
    """The tree of a page or a part of one."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.here is reader.root, f"{reader.here} is never closed"
    reader.root.last = len(reader.elements)
    return reader.root
