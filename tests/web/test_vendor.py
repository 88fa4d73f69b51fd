"""What others wrote and we carry: each file as its manifest says, and no address to fetch more."""

import hashlib
import json
import os
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.config import ROOT

VENDOR = ROOT / "tracker" / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))["files"]

# In pieces, so that this file does not hold what it looks for.
HOSTS = [
    ".".join(pieces)
    for pieces in (
        ("registry", "npmjs", "org"),
        ("npmmirror", "com"),
        ("registry", "yarnpkg", "com"),
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "tuna", "tsinghua"),
        ("mirrors", "aliyun", "com"),
        ("mirrors", "tencent", "com"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
        ("cdnjs", "cloudflare", "com"),
    )
]
REGISTRY_ADDRESS = re.compile(r"""https?://[^\s"'<>]*(?:pypi|npm|registry|/simple\b)""", re.I)
NOT_OURS = {"__pycache__", "instance", "node_modules", "wheels"}


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_a_vendored_file_is_the_one_that_was_taken(name: str) -> None:
    found = b64encode(hashlib.sha384((VENDOR / name).read_bytes()).digest()).decode()
    assert MANIFEST[name]["integrity"] == f"sha384-{found}", f"{name} is not what was taken"


def test_no_file_lies_there_unlisted() -> None:
    lying = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert lying == {*MANIFEST, "manifest.json"}


def test_the_manifest_the_wish_list_and_its_lock_name_the_same_versions() -> None:
    wished = json.loads((VENDOR / "package.json").read_text())["dependencies"]
    locked = json.loads((VENDOR / "package-lock.json").read_text())["packages"]
    taken = {
        entry["package"]: entry["version"] for entry in MANIFEST.values() if "package" in entry
    }
    assert taken == wished
    assert taken == {
        key.removeprefix("node_modules/"): entry["version"] for key, entry in locked.items() if key
    }
    assert all(entry["integrity"].startswith("sha512-") for key, entry in locked.items() if key)


def test_each_vendored_script_names_its_version_and_brings_its_licence() -> None:
    for name in (name for name in MANIFEST if name.endswith(".js")):
        stem = name.removesuffix(".min.js")
        assert stem.endswith(MANIFEST[name]["version"])
        assert f"{stem}.LICENSE.txt" in MANIFEST


def test_no_file_of_ours_names_a_package_registry() -> None:
    found = []
    for path in our_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        if REGISTRY_ADDRESS.search(text) or any(host in text for host in HOSTS):
            found.append(str(path.relative_to(ROOT)))
    assert not found, "an office's mirror must not be overruled by an address in the repository"


def our_files() -> Iterator[Path]:
    for folder, below, names in os.walk(ROOT):
        below[:] = [
            name
            for name in below
            if name not in NOT_OURS and (name == ".ci" or not name.startswith("."))
        ]
        yield from (Path(folder) / name for name in names)
