"""A firm's face: the names, numbers and place that it is recognised by."""

from dataclasses import dataclass

from stdnum.cn import uscc

from tracker.matching.name_parts import names_in
from tracker.matching.normal_name import normal_name


@dataclass(frozen=True, slots=True)
class FirmIdentity:
    """What a firm is recognised by. `names` begins with its own; the others are its aliases."""

    names: tuple[str, ...]
    credit_code: str = ""
    phones: frozenset[str] = frozenset()
    province: str = ""

    @classmethod
    def of(
        cls,
        name: str,
        *aliases: str,
        credit_code: str = "",
        phones: frozenset[str] = frozenset(),
        province: str = "",
    ) -> "FirmIdentity":
        """A face from names as they are written; one in brackets counts as another name."""
        names = [one for written in (name, *aliases) for one in names_in(written)]
        code = valid_code(credit_code)
        return cls(tuple(dict.fromkeys(names)), code, phones, province)


def valid_code(text: str) -> str:
    """The 统一社会信用代码 in its one spelling, or nothing if its check digit is wrong."""
    code = normal_name(text).upper()
    return code if uscc.is_valid(code) else ""
