"""A JPEG that lost its last bytes on the way. Readers show it, and so it is taken. Pure.

Where more than the last rows are missing it proves nothing, and is called broken.
"""

from PIL import Image

END = b"\xff\xd9"

_SCAN = b"\xff\xda"
_LAST_ROWS = 32  # two rows of the largest blocks
_PART_OF_ALL = 16
_FINEST = 63  # of the numbers that make up a block


def lacks_little(image: Image.Image, content: bytes) -> bool:
    """Of an image that could not be read to its end."""
    if content.endswith(END):
        return False
    if "progressive" in image.info:
        return _is_in_finest_scan(content)
    box = image.im.getbbox()  # what was not read is black
    bottom = box[3] if box else 0
    most = max(_LAST_ROWS, image.height // _PART_OF_ALL)
    return image.height - bottom <= most


def _is_in_finest_scan(content: bytes) -> bool:
    """Coarse ones come first, each over the whole picture.

    A head of a scan: its length (2 bytes), the count of its colours, two bytes for each, then
    from which number to which, and down to which digit.
    """
    head = content[content.rfind(_SCAN) + len(_SCAN) :][:14]
    if len(head) < 3:
        return False
    of_numbers = head[3 + 2 * head[2] :]
    if len(of_numbers) < 3:
        return False
    _from, to, digits = of_numbers[:3]
    return to == _FINEST and digits & 0xF == 0
