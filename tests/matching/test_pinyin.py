"""How names are read: by their phrases where the signs alone would mislead."""

import pytest

from tracker.matching.pinyin import phrases, pinyin_of


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("钢管", "gangguan", "gg"),
        ("重庆示例重工", "chongqingshilizhonggong", "cqslzg"),
        ("长沙银行", "changshayinhang", "csyh"),
        ("示例行业研究", "shilihangyeyanjiu", "slhyyj"),
        ("六安示例音乐", "luanshiliyinyue", "laslyy"),
        ("蒸湘", "zhengxiang", "zx"),
        ("ＡＢ 管业（衡阳）", "abguanye(hengyang)", "abgy(hy)"),
    ],
)
def test_a_name_is_read_as_people_read_it(name: str, full: str, initials: str) -> None:
    assert pinyin_of(name) == (full, initials)


def test_every_phrase_has_a_sound_for_each_sign() -> None:
    for phrase, reading in phrases().items():
        sounds = reading.split()
        assert len(sounds) == len(phrase), phrase
        assert all(sound.isascii() and sound.isalpha() for sound in sounds), phrase
