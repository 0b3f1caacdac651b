"""What a photo's file must be like before it is decoded, where the decoders are too patient or too forgiving."""

import os
import struct
from typing import BinaryIO

# Each scan makes the decoder walk over every pixel again; cameras and encoders write a dozen at most.
MAX_JPEG_SCANS = 50
START_OF_SCAN = b"\xff\xda"
# HEIC is a row of boxes; pictures of phones have less than ten.
MAX_BOXES = 1000
BOXES_WITH_PIXELS = {b"meta", b"mdat"}


def check_structure(source: BinaryIO, kind: str) -> None:
    """Raise `ValueError` for a file whose decoding would not end in time, or would end in half a photo."""
    place = source.tell()
    if kind in {"JPEG", "MPO"}:
        _check_scans(source)
    elif kind == "HEIF":
        _check_boxes(source)
    source.seek(place)


def _check_scans(source: BinaryIO) -> None:
    source.seek(0)
    if source.read().count(START_OF_SCAN) > MAX_JPEG_SCANS:
        raise ValueError("too many scans")


def _check_boxes(source: BinaryIO) -> None:
    # Where the end of a HEIC is missing, the decoder paints what it has and says nothing.
    end, place = source.seek(0, os.SEEK_END), 0
    for _ in range(MAX_BOXES):
        if place >= end:
            return
        size, kind = _box_at(source, place)
        if kind in BOXES_WITH_PIXELS and place + size > end:
            raise ValueError("cut short")
        if size == 0:  # "to the end of the file"
            return
        place += size
    raise ValueError("too many boxes")


def _box_at(source: BinaryIO, place: int) -> tuple[int, bytes]:
    source.seek(place)
    size, kind = struct.unpack(">I4s", source.read(8))
    if size == 1:  # a long one: its size follows
        (size,) = struct.unpack(">Q", source.read(8))
    return size, kind
