"""Rankings taken in, matched and taken back, in sentences."""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import EventData, Sentences


def _imported(before: EventData, after: EventData) -> str:
    found = f"对上 {after['certain']} 家，待核 {after['doubtful']} 家"
    if not before:
        return f"导入《{after['list']}》{after['rows']} 家，{found}"
    many = (("added", "增"), ("changed", "改"), ("gone", "删"))
    changes = "、".join(f"{word} {after[name]} 家" for name, word in many if after[name])
    return f"更正《{after['list']}》：{changes or '改了来源说明'}；{found}"


def _taken_back(_: EventData, after: EventData) -> str:
    back = "，恢复更正前的那一份" if after["restored"] else ""
    return f"撤销导入《{after['list']}》{back}"


SENTENCES: Sentences = {
    EventKind.RANKING_IMPORTED: _imported,
    EventKind.RANKING_MATCHED: lambda b, a: f"重新核对《{a['list']}》，{a['changed']} 家有变",
    EventKind.RANKING_TAKEN_BACK: _taken_back,
}
