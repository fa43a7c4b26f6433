import base64
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.errors import DomainError
from services.chassis.http import PageQuery
from services.chassis.kinds import Kind
from services.chassis.paging import PageWanted, decode, encode, page, page_of
from services.chassis.work import Work
from tests.unit.chassis.reading import MemoryReader, basis


@dataclass(frozen=True, slots=True)
class Claim:
    id: str
    since: str


CLAIMS = Kind(name="claims", of=Claim, key="id")


class Claims(Work):
    def __init__(self, basis):
        super().__init__(basis)
        self.claims = self.shelf(CLAIMS)


def since_and_id(claim):
    return claim.since, claim.id


def shelf_of(claims):
    documents = [{"_id": c.id, "id": c.id, "since": c.since, "version": 1} for c in claims]
    return Claims(basis(MemoryReader(claims=documents))).claims


def walk(read_page, limit):
    """All pages from the first to the last."""
    cursor, pages = None, []
    while True:
        got = read_page(PageWanted(limit=limit, cursor=cursor))
        pages.append(got.items)
        cursor = got.next
        if cursor is None:
            return pages


CLAIM_LISTS = st.lists(
    st.builds(Claim, st.text("abcé", min_size=1, max_size=4), st.sampled_from(["1", "2"])),
    unique_by=lambda claim: claim.id,
    max_size=12,
)


class TestPages:
    @given(claims=CLAIM_LISTS, limit=st.integers(1, 5))
    def test_by_id_give_each_thing_once_in_order(self, claims, limit):
        shelf = shelf_of(claims)

        pages = walk(lambda wanted: page(shelf, {}, wanted), limit)

        found = [claim for items in pages for claim in items]
        assert found == sorted(claims, key=lambda claim: claim.id)
        assert all(len(items) == limit for items in pages[:-1])

    @given(claims=CLAIM_LISTS, limit=st.integers(1, 5))
    def test_by_an_attribute_give_each_thing_once_in_order(self, claims, limit):
        shelf = shelf_of(claims)

        pages = walk(lambda wanted: page(shelf, {}, wanted, by="since"), limit)

        found = [claim for items in pages for claim in items]
        assert found == sorted(claims, key=lambda claim: (claim.since, claim.id))

    @given(claims=CLAIM_LISTS, limit=st.integers(1, 5))
    def test_of_what_is_in_memory_give_each_thing_once_in_order(self, claims, limit):
        pages = walk(lambda wanted: page_of(claims, wanted, by=since_and_id), limit)

        assert [claim for items in pages for claim in items] == sorted(claims, key=since_and_id)

    @given(data=st.data(), claims=CLAIM_LISTS, limit=st.integers(1, 5))
    def test_of_what_is_in_memory_skip_nothing_that_stays(self, data, claims, limit):
        cursor, seen, gone = None, [], set()
        while True:
            standing = [claim for claim in claims if claim.id not in gone]
            wanted = PageWanted(limit=limit, cursor=cursor)
            got = page_of(standing, wanted, by=since_and_id)
            seen += got.items
            gone |= data.draw(st.sets(st.sampled_from(claims))) if claims else set()
            cursor = got.next
            if cursor is None:
                break

        assert len(set(seen)) == len(seen)
        assert {claim for claim in claims if claim.id not in gone} <= set(seen)

    @pytest.mark.parametrize("count", [0, 2])
    def test_that_hold_all_have_no_next(self, count):
        shelf = shelf_of([Claim(str(n), "1") for n in range(count)])

        assert page(shelf, {}, PageWanted(limit=2)).next is None

    def test_keep_to_what_the_query_finds(self):
        shelf = shelf_of([Claim("a", "1"), Claim("b", "2"), Claim("c", "1")])

        pages = walk(lambda wanted: page(shelf, {"since": "1"}, wanted), 1)

        assert [claim.id for items in pages for claim in items] == ["a", "c"]

    def test_beyond_the_end_are_empty(self):
        behind_all = PageWanted(cursor=encode(["9", "a"]))

        assert page_of([Claim("a", "1")], behind_all, by=since_and_id).items == ()


def coded(text):
    return base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).decode().rstrip("=")


BAD_CURSORS = {
    "junk": "junk",
    "not base64": "!!!",
    "not ASCII": "é",
    "not JSON": coded("["),
    "an object": coded('{"$gt": ""}'),
    "an object within": coded('[{"$gt": ""}]'),
    "null within": coded("[null]"),
    "true within": coded("[true]"),
    "half a surrogate pair": coded('["\\ud800"]'),
    "65 bits": coded("[36893488147419103232]"),
    "NaN": coded("[NaN]"),
    "too few": coded("[]"),
    "too many": coded('["a", "b", "c"]'),
    "deep": coded("[" * 100_000),
}


class TestACursor:
    @given(place=st.lists(st.text() | st.integers(-(2**63), 2**63 - 1)))
    def test_is_read_as_it_was_written(self, place):
        assert decode(encode(place)) == place

    @pytest.mark.parametrize("cursor", BAD_CURSORS.values(), ids=BAD_CURSORS)
    @pytest.mark.parametrize("by", [None, "since"])
    def test_that_never_was_one_is_refused(self, cursor, by):
        with pytest.raises(DomainError, match="`next` of an earlier page") as caught:
            page(shelf_of([]), {}, PageWanted(cursor=cursor), by=by)

        assert [error.pointer for error in caught.value.errors] == ["/cursor"]

    @pytest.mark.parametrize(
        "cursor",
        [*BAD_CURSORS.values(), encode([1]), encode([1, "a"]), encode(["1", 1])],
        ids=[*BAD_CURSORS, "a position", "a number for a text", "a number for the id"],
    )
    def test_of_what_is_in_memory_that_never_was_one_is_refused(self, cursor):
        with pytest.raises(DomainError):
            page_of([Claim("a", "1")], PageWanted(cursor=cursor), by=since_and_id)

    @given(cursor=st.text(min_size=1))
    def test_of_any_text_is_refused(self, cursor):
        with pytest.raises(DomainError):
            page_of([Claim("a", "1")], PageWanted(cursor=cursor), by=since_and_id)


class TestTheQuery:
    def test_asks_for_fifty_from_the_start(self):
        assert PageQuery().load({}) == {"page": PageWanted(limit=50, cursor=None)}

    def test_says_how_many_and_from_where(self):
        asked = PageQuery().load({"limit": "7", "cursor": "c"})

        assert asked == {"page": PageWanted(limit=7, cursor="c")}
