"""Photo: from a phone's file to everything we keep of it, against Pillow's bare decode, resize and encodes."""

import io
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from app.media.decode import decode
from app.media.sizes import WIDTHS
from app.media.variants import AVIF, JPEG, make_variants
from bench.table import finish, row
from tests.media.camera_files import iphone_heic, large_jpeg

ROUNDS = 7
LIMIT = 1.2
Work = Callable[[bytes], int]


def main() -> None:
    """Measure both by turns in processor time, since the machine is never quite quiet, and take the best of each."""
    jpeg, heic = large_jpeg(), iphone_heic()
    finish([_measured("Xiaomi JPEG, 13 MP", jpeg), _measured("iPhone HEIC, 12 MP", heic)])


def _measured(name: str, path: Path) -> bool:
    content = path.read_bytes()
    rounds = [(_seconds(ours, content), _seconds(bare, content)) for _ in range(ROUNDS)]
    our_time, bare_time = (min(times) for times in zip(*rounds, strict=True))
    row(f"photo: {name}: to everything we keep", f"{our_time * 1000:,.0f} ms")
    row(f"photo: {name}: bare decode, resize and encodes", f"{bare_time * 1000:,.0f} ms")
    row(f"photo: {name}: peak memory, ours and bare", f"{_peak(ours, content):.0f} and {_peak(bare, content):.0f} MB")
    ratio = our_time / bare_time
    return row(f"photo: {name}: ours against bare", f"{ratio:.2f} x", f"at most {LIMIT} x", ratio <= LIMIT)


def ours(content: bytes) -> int:
    """Do what a sent photo goes through: checked, upright, sRGB, fresh, every variant and the stand-in."""
    return len(make_variants(decode(io.BytesIO(content))).files)


def bare(content: bytes) -> int:
    """Decode, resize and encode the same files with Pillow alone: no check, no turn, no colours, no stand-in."""
    with Image.open(io.BytesIO(content)) as opened:
        opened.draft("RGB", (WIDTHS[0], WIDTHS[0]))
        opened.load()
        image = _narrowed(opened, WIDTHS[0])
        image.save(io.BytesIO(), "JPEG", **JPEG)
        for width in WIDTHS:
            image = _narrowed(image, width)
            image.save(io.BytesIO(), "AVIF", **AVIF)
    return len(WIDTHS) + 1


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if image.width <= width:
        return image
    size = (width, round(image.height * width / image.width))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=1.5)


def _seconds(work: Work, content: bytes) -> float:
    began = time.process_time()
    assert work(content) == len(WIDTHS) + 1
    return time.process_time() - began


def _peak(work: Work, content: bytes) -> float:
    # In a fresh process: what an earlier round gave back to the allocator would hide what this one takes.
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        return fresh.submit(_grown_megabytes, work, content).result()


def _grown_megabytes(work: Work, content: bytes) -> float:
    Image.init()
    before = _status("VmRSS")
    work(content)
    return (_status("VmHWM") - before) / 1024


def _status(name: str) -> int:
    return int(Path("/proc/self/status").read_text().partition(f"{name}:")[2].split()[0])


if __name__ == "__main__":
    main()
