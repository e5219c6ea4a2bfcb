"""What a picture of a chart shows, as it goes from the site to who draws it. Pure."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Self

from reports.contents.charts import Datum


@dataclass(frozen=True)
class Picture:
    """kind: radar or bars. form: svg or png. face, bold_face: files of fonts."""

    kind: str
    form: str
    title: str
    about: str
    data: Sequence[Datum]
    face: str
    bold_face: str

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), default=str).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Self:
        fields = json.loads(content)
        return cls(**fields | {"data": [_datum(row) for row in fields["data"]]})


def _datum(row: dict) -> Datum:
    percent = row["percent"]
    return Datum(**row | {"percent": None if percent is None else Decimal(percent)})
