"""What a preview says of an import, and how the files travel in it."""

import zlib
from base64 import urlsafe_b64encode

import pytest

from services.chassis.imports import Changed, ImportReport, RowReport, RowStatus
from services.frontend.importing import LARGEST, TAMPERED, in_words, pack, preview_of, unpack


def report(*statuses, added=0, changed=0):
    rows = tuple(
        RowReport(file="file", line=number, status=status, reason=f"reason {number}")
        for number, status in enumerate(statuses, 2)
    )
    return ImportReport(rows=rows, changed=Changed(added=added, changed=changed))


class TestAPreview:
    def test_sorts_the_rows_by_what_became_of_them(self):
        found = preview_of(
            report(
                *(RowStatus.IMPORTED, RowStatus.REFUSED, RowStatus.UNCHANGED),
                *(RowStatus.IGNORED, RowStatus.IMPORTED),
                added=1,
                changed=1,
            ),
            {"file": b"a"},
        )

        assert [row.line for row in found.refused] == [3]
        assert [row.line for row in found.ignored] == [5]
        assert (found.rows, found.unchanged, found.saves) == (5, 1, 2)
        assert unpack(found.packed["file"]) == b"a"

    def test_tells_one_outcome_from_another(self):
        first = preview_of(report(RowStatus.IMPORTED, added=1), {})

        assert preview_of(report(RowStatus.IMPORTED, added=1), {}).seen == first.seen
        assert preview_of(report(RowStatus.IMPORTED, changed=1), {}).seen != first.seen
        assert preview_of(report(RowStatus.REFUSED), {}).seen != first.seen


class TestAPackedFile:
    @pytest.mark.parametrize("content", [b"", b"a,b\r\n1,\xff\n", "é;".encode() * 50_000])
    def test_comes_out_as_it_went_in(self, content):
        assert unpack(pack(content)) == content

    def test_is_a_text_that_forms_do_not_change(self):
        assert set(pack(bytes(range(256)) * 9)) & set("+/ \r\n") == set()

    @pytest.mark.parametrize(
        "packed",
        [
            pytest.param("no base64 at all é", id="another text"),
            pytest.param("aGVsbG8=", id="not packed"),
            pytest.param(urlsafe_b64encode(zlib.compress(b"abc")[:-5]).decode(), id="cut off"),
            pytest.param(pack(bytes(LARGEST + 1)), id="too large once it is unpacked"),
        ],
    )
    def test_that_was_tampered_with_is_refused(self, packed):
        with pytest.raises(ValueError, match=TAMPERED):
            unpack(packed)

    def test_may_be_as_large_as_an_upload(self):
        assert len(unpack(pack(bytes(LARGEST)))) == LARGEST


class TestWhatIsWrongWithAFile:
    def test_is_said_as_a_sentence_by_itself(self):
        assert in_words("Must be UTF-8 text; line 2 is not.") == (
            "The file must be UTF-8 text; line 2 is not"
        )
        assert in_words("The header must name “a”.") == "The header must name “a”"


class TestWhatIsWrongWithARow:
    @pytest.mark.parametrize(
        ("reason", "said"),
        [
            ("outcomes/0/level: Must be 1. after/2: Odd.", "outcomes: Must be 1. after: Odd."),
            ("title: Must be there.", "title: Must be there."),
            ("url: Is https://a.example/1: no.", "url: Is https://a.example/1: no."),
        ],
    )
    def test_is_said_by_the_names_of_the_columns(self, reason, said):
        rows = (RowReport(file="file", line=2, status=RowStatus.REFUSED, reason=reason),)

        assert preview_of(ImportReport(rows=rows), {}).refused[0].reason == said
