"""Letters to a person who is deleted, and those to others that name the person."""

from django.db.models.functions import Lower

from accounts.models import BadAddress, Letter, LetterStop
from accounts.outbox.services import take_back
from privacy.persons.marks import Marks
from privacy.persons.person import Person


def take_back_letters(person: Person) -> None:
    """To the person, also those that left; with words that name the person, what waits."""
    # Also those that left: their text names the person as well as those that wait.
    addressed = Letter.objects.annotate(reader=Lower("to"))
    addressed.filter(reader__in=person.emails).delete()
    BadAddress.objects.filter(address__in=person.emails).delete()
    LetterStop.objects.filter(address__in=person.emails).delete()
    named = Marks(names=person.names, emails=person.emails)

    def is_unwanted(letter: Letter) -> bool:
        return named.stand_in(f"{letter.subject}\n{letter.text}")

    take_back(is_unwanted)
