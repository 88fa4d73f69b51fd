"""A form as a browser sends it: what is filled in, chosen and ticked, and the button pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from tests.client.page_tree import Node

if TYPE_CHECKING:
    from tests.client.page_client import Page

UNSENT = {"submit", "button", "reset", "image"}
IN_EVERY_HEAD = ("search", "/sign-out")


class Form:
    """A rendered form, to be filled in by the names of its fields."""

    def __init__(self, page: Page, node: Node) -> None:
        self.page, self.node = page, node
        self.action = node["action"] or page.path
        self.method = node["method"].upper() or "GET"

    def __str__(self) -> str:
        presses = "、".join(button.text for button in self._buttons())
        return f"#{self.node['id']} {self.method} {self.action} [{presses}]"

    def is_called(self, name: str) -> bool:
        if not name:
            in_head = self.node["role"] == "search" or self.action.endswith(IN_EVERY_HEAD)
            return not in_head and self.node.within("header") is None
        names = {self.node["id"], self.action, self.action.split("?")[0], self.node["aria-label"]}
        return name in names | {button.text for button in self._buttons()}

    def values(self) -> dict[str, list[str]]:
        """What would be sent if nothing more were typed."""
        sent: dict[str, list[str]] = {}
        for field in self._fields():
            for value in _values_of(field):
                sent.setdefault(field["name"], []).append(value)
        return sent

    def submit(
        self, button: str = "", status: int = 303, *, part: bool = False, **typed: Any
    ) -> Page:
        """Fill in, press the (first) button, and come to where it leads.

        With `status=303` the page it leads to is returned; any other status
        must be that of the answer itself. A text is typed or chosen, a bool
        ticks a box, a list chooses several, a (stream, name) is uploaded.
        """
        sent: dict[str, list[Any]] = dict(self.values())
        for name, value in typed.items():
            self._judge(name, value)
            sent[name] = _as_sent(self._named(name)[0], value)
        pressed = self._press(button)
        if pressed is not None and pressed["name"]:
            sent[pressed["name"]] = [pressed["value"]]
        action = (pressed["formaction"] if pressed is not None else "") or self.action
        path = urljoin(self.page.path, action)
        client = self.page.client
        if self.method == "GET":
            return client.get(path.split("?")[0], **{k: v for k, v in sent.items() if v})
        answer = client.post(path, sent, status, part=part)
        return client.landing(answer) if status == 303 else answer

    def _fields(self) -> list[Node]:
        own = self.node["id"]
        everywhere = self.page.tree.all("input", "select", "textarea")
        return [
            field
            for field in everywhere
            if field["name"]
            and "disabled" not in field
            and not (field.tag == "input" and field["type"] in UNSENT)
            and (field["form"] == own if "form" in field else field.within("form") is self.node)
        ]

    def _buttons(self) -> list[Node]:
        found = self.node.all("button") + self.node.all("input", type="submit")
        outside = self.page.tree.all("button", form=self.node["id"]) if self.node["id"] else []
        return [one for one in found + outside if one["type"] not in ("button", "reset")]

    def _named(self, name: str) -> list[Node]:
        found = [field for field in self._fields() if field["name"] == name]
        there = "、".join(dict.fromkeys(field["name"] for field in self._fields()))
        assert found, f"{self} has no field “{name}”, only {there}"
        return found

    def _press(self, words: str) -> Node | None:
        buttons = self._buttons()
        if not words:
            return buttons[0] if buttons else None
        found = [one for one in buttons if words in (one.text, one["aria-label"], one["value"])]
        assert len(found) == 1, f"{self} has {len(found)} buttons “{words}”"
        return found[0]

    def _judge(self, name: str, value: Any) -> None:
        """Nobody can choose what is not offered."""
        fields = self._named(name)
        offered: set[str] = set()
        if fields[0].tag == "select":
            offered = {_option_value(one) for one in fields[0].all("option")}
        elif fields[0]["type"] == "radio":
            offered = {field["value"] for field in fields}
        wanted = value if isinstance(value, list) else [value]
        wrong = [one for one in wanted if offered and str(one) not in offered]
        assert not wrong, f"“{name}” does not offer {wrong}, only {sorted(offered)}"


def _as_sent(field: Node, value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [field["value"] or "on"] if value else []
    if isinstance(value, tuple):
        return [value]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _option_value(option: Node) -> str:
    if "value" in option:
        return option["value"]
    return option.text


def _values_of(field: Node) -> list[str]:
    if field.tag == "textarea":
        return ["".join(part for part in field.content if isinstance(part, str)).lstrip("\r\n")]
    if field.tag == "select":
        options = [one for one in field.all("option") if "disabled" not in one]
        chosen = [_option_value(one) for one in options if "selected" in one]
        if "multiple" in field or chosen:
            return chosen
        return [_option_value(one) for one in options[:1]]
    if field["type"] in ("checkbox", "radio"):
        return [field["value"] or "on"] if "checked" in field else []
    return [field["value"]]
