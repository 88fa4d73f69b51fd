"""A file that is too large is told of as it is chosen, and what was typed stays."""

from pathlib import Path

from tests.browser import OpenAs
from tests.world import JIA

SAID = "《现场.jpg》超过 20 MB"


def test_a_photo_that_is_too_large_costs_no_word(open_as: OpenAs, tmp_path: Path) -> None:
    large, small = tmp_path / "现场.jpg", tmp_path / "近景.jpg"
    large.write_bytes(b"\0" * (20 * 1024**2 + 1))
    small.write_bytes(b"\0")
    page = open_as("officer", f"/projects/{JIA}/blockers", width=360, height=740)
    page.get_by_label("堵在哪里").fill("场外没有车位")
    photos = page.get_by_label("照片、文件")
    photos.set_input_files(large)
    page.get_by_text(SAID).wait_for()
    assert photos.evaluate("field => field.files.length") == 0
    photos.set_input_files(small)
    page.get_by_text(SAID).wait_for(state="hidden")
    assert photos.evaluate("field => field.files.length") == 1
    assert page.get_by_label("堵在哪里").input_value() == "场外没有车位"
