"""What speaks for and against two firms being one, each piece as a sentence."""

from typing import NamedTuple

from tracker.word import Word


class EvidenceKind(Word):
    """What kind of evidence it is; `tone` says whether it speaks for or against."""

    SETTLED = "settled", "人工核定", "for"
    SAME_CODE = "same-code", "信用代码相同", "for"
    OTHER_CODE = "other-code", "信用代码不同", "against"
    SAME_NAME = "same-name", "名称相同", "for"
    ALIAS = "alias", "别名相同", "for"
    SAME_BRAND = "same-brand", "字号相同", "for"
    SAME_SOUND = "same-sound", "读音相同", "for"
    NEAR_SOUND = "near-sound", "读音相近", "for"
    LOOKS_ALIKE = "looks-alike", "字形相近", "for"
    MISTYPED = "mistyped", "疑似笔误", "for"
    LONG_BRAND = "long-brand", "字号较长", "for"
    CLOSE = "close", "名称相近", "for"
    SHORT_NAME = "short-name", "疑似简称", "for"
    SAME_PLACE = "same-place", "地区相同", "for"
    PART_PLACE = "part-place", "地区只写了一方", "against"
    OTHER_PLACE = "other-place", "地区不同", "against"
    OTHER_PROVINCE = "other-province", "所在省份不同", "against"
    SAME_TRADE = "same-trade", "行业词相同", "for"
    NEAR_TRADE = "near-trade", "行业词相近", "for"
    PART_TRADE = "part-trade", "行业词只写了一方", "against"
    OTHER_TRADE = "other-trade", "行业词不同", "against"
    BOTH_GROUPS = "both-groups", "都是集团或控股公司", "for"
    ONE_GROUP = "one-group", "只有一方是集团或控股公司", "against"
    ONE_BRANCH = "one-branch", "只有一方是分支机构", "against"
    OTHER_BRANCH = "other-branch", "分支机构不同", "against"
    ONE_STOCK = "one-stock", "只有一方是股份公司", "against"
    SAME_PHONE = "same-phone", "联系电话相同", "for"


class Evidence(NamedTuple):
    """One piece of evidence: its kind and the sentence that says it."""

    sign: EvidenceKind
    says: str
