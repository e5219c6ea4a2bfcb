"""What proves that a certificate was not revoked: fetched in time, and once an hour.

The library takes long to load, so it is asked for where something is fetched. The classes here
stand in the place of its own and have their methods.
"""

from collections.abc import Awaitable, Hashable, Iterable
from datetime import UTC, datetime, timedelta

# How long something fetched is taken for new: authorities write lists for a day or a week.
KEPT_FOR = timedelta(hours=1)


class Kept:
    """What was fetched in this process, until it is fetched again."""

    def __init__(self) -> None:
        self._until: dict[Hashable, tuple[datetime, object]] = {}

    def get(self, key: Hashable, now: datetime):
        until, fetched = self._until.get(key, (now, None))
        return fetched if now < until else None

    def keep(self, key: Hashable, fetched: object, until: datetime) -> None:
        self._until[key] = until, fetched

    def clear(self) -> None:
        self._until.clear()


LISTS, ANSWERS = Kept(), Kept()


class Remembering:
    """Where one signature fetches from: what is kept is not fetched."""

    def __init__(self, seconds: int) -> None:
        """seconds: the most that one address may take to answer."""
        from pyhanko_certvalidator.fetchers import aiohttp_fetchers  # noqa: PLC0415

        self._backend = aiohttp_fetchers.AIOHttpFetcherBackend(
            per_request_timeout=seconds
        )

    def get_fetchers(self):
        from pyhanko_certvalidator.fetchers import Fetchers  # noqa: PLC0415

        fetchers = self._backend.get_fetchers()
        return Fetchers(
            ocsp_fetcher=_Answers(fetchers.ocsp_fetcher),
            crl_fetcher=_Lists(fetchers.crl_fetcher),
            cert_fetcher=fetchers.cert_fetcher,
        )

    async def close(self) -> None:
        await self._backend.close()


class _Lists:
    """Lists of revoked certificates."""

    def __init__(self, fetcher) -> None:
        self._fetcher = fetcher
        self._used: dict[Hashable, list] = {}

    async def fetch(self, cert, *, use_deltas: bool = True) -> list:
        from pyhanko_certvalidator.errors import CRLFetchError  # noqa: PLC0415

        key = _key_of(cert)
        now = datetime.now(UTC)
        lists = LISTS.get(key, now)
        if lists is None:
            fetching = self._fetcher.fetch(cert, use_deltas=use_deltas)
            lists = list(await _in_time(fetching, CRLFetchError))
            LISTS.keep(key, lists, _until(lists, now))
        self._used[key] = lists
        return lists

    def fetched_crls(self) -> list:
        # Two certificates of one authority have one list, which goes into the file once.
        by_content = {}
        for lists in self._used.values():
            for each in lists:
                by_content[each.dump()] = each
        return list(by_content.values())

    def fetched_crls_for_cert(self, cert) -> list:
        """KeyError where nothing was fetched yet."""
        return self._used[_key_of(cert)]


class _Answers:
    """Answers of authorities that are asked for one certificate."""

    def __init__(self, fetcher) -> None:
        self._fetcher = fetcher
        self._used: dict[Hashable, object] = {}

    async def fetch(self, cert, authority):
        from pyhanko_certvalidator.errors import OCSPFetchError  # noqa: PLC0415

        key = _key_of(cert)
        now = datetime.now(UTC)
        answer = ANSWERS.get(key, now)
        if answer is None:
            fetching = self._fetcher.fetch(cert, authority)
            answer = await _in_time(fetching, OCSPFetchError)
            ANSWERS.keep(key, answer, now + KEPT_FOR)
        self._used[key] = answer
        return answer

    def fetched_responses(self) -> list:
        return list(self._used.values())

    def fetched_responses_for_cert(self, cert) -> list:
        key = _key_of(cert)
        return [self._used[key]] if key in self._used else []


def _key_of(cert) -> bytes:
    from pyhanko_certvalidator.util import issuer_serial  # noqa: PLC0415

    return issuer_serial(cert)


async def _in_time(fetching: Awaitable, error: type[Exception]):
    """The library does not take it for a failure where nobody answers in time."""
    try:
        return await fetching
    except OSError as failure:
        raise error(repr(failure)) from failure


def _until(lists: Iterable, now: datetime) -> datetime:
    """No list is kept for longer than it says that it holds."""
    until = now + KEPT_FOR
    for each in lists:
        following = each["tbs_cert_list"]["next_update"].native
        if following:
            until = min(until, following)
    return until
