"""The shapes that everything sent and told is made of."""

from decimal import Decimal
from typing import Annotated, Generic, TypeVar

from ninja import Query
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

from api.cursors import MOST, USUAL
from language.cleaning import clean

T = TypeVar("T")
# A JSON number as it is written on our pages: no quotation marks, no tail of a binary fraction.
Number = Annotated[Decimal, PlainSerializer(float, return_type=float)]


class Told(BaseModel):
    """What we answer."""


class Sent(BaseModel):
    """What a program sends: what we do not know is refused, and not passed over."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _cleaned(cls, sent: object) -> object:
        """As what is typed: without signs that have no shape."""
        if not isinstance(sent, dict):
            return sent
        return {
            name: clean(value) if isinstance(value, str) else value
            for name, value in sent.items()
        }


class PageOf(Told, Generic[T]):
    items: list[T]
    next: str | None


class PageAsked(Sent):
    cursor: str = Field("", max_length=2000)
    limit: int = Field(USUAL, ge=1, le=MOST)


class FieldProblem(Told):
    pointer: str
    code: str
    detail: str


class Problem(Told):
    """RFC 9457."""

    type: str
    title: str
    status: int
    code: str
    errors: list[FieldProblem] | None = None


Asked = Query[PageAsked]
