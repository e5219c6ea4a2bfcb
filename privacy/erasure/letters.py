"""Letters that wait in this process. Those in others leave within seconds, or are lost."""

from django.core.mail import EmailMessage

from accounts.postbox import postbox
from privacy.persons.marks import Marks
from privacy.persons.person import Person


def take_back_letters(person: Person) -> None:
    """To the person, or with words that name the person, by more than a telephone."""
    box = postbox()
    if box is None:
        return
    named = Marks(names=person.names, emails=person.emails)

    def is_unwanted(message: EmailMessage) -> bool:
        readers = {address.lower() for address in message.to}
        if readers & person.emails:
            return True
        return named.stand_in(f"{message.subject}\n{message.body}")

    box.take_back(is_unwanted)
