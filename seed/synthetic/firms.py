"""Invented firms: names that begin with 示例, and credit codes of a region that does not exist."""

from dataclasses import dataclass

SOURCE = "演示数据"
FIRST = "瑞恒盛泰宏远鼎华嘉诚"
SECOND = "丰达信源兴隆通顺安康"
THIRD = "博雅景煜锦翔骏腾铭硕"
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NOWHERE = "91000000"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CODE_WEIGHTS = tuple(3**place % 31 for place in range(17))


@dataclass(frozen=True, slots=True)
class SampleFirm:
    """An invented firm; no two numbers share a name, an alias or a code."""

    number: int
    line: str

    @property
    def brand(self) -> str:
        """The short name, which is also its alias: 示例 and two signs or more."""
        number, signs = self.number, ""
        for row in (FIRST, SECOND):
            number, place = divmod(number, 10)
            signs += row[place]
        while number:
            number, place = divmod(number, 10)
            signs += THIRD[place]
        return f"示例{signs}"

    @property
    def name(self) -> str:
        return f"{self.brand}{self.line}有限公司"

    @property
    def credit_code(self) -> str:
        """18 signs with right check digits, in region 000000, which nobody is registered in."""
        digits, rest = "", self.number
        for _ in range(5):
            rest, place = divmod(rest, 31)
            digits = CODE_SIGNS[place] + digits
        organisation = f"DEM{digits}"
        code = f"{NOWHERE}{organisation}{_organisation_check(organisation)}"
        return code + _code_check(code)


def _organisation_check(eight: str) -> str:
    """Check sign of the nine-sign organisation code, GB 11714."""
    total = sum(
        weight * int(sign, 36) for weight, sign in zip(ORGANISATION_WEIGHTS, eight, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def _code_check(seventeen: str) -> str:
    """Check sign of the unified social credit code, GB 32100."""
    total = sum(
        weight * CODE_SIGNS.index(sign)
        for weight, sign in zip(CODE_WEIGHTS, seventeen, strict=True)
    )
    return CODE_SIGNS[-total % 31]
