"""The query for courses by what people type."""

from services.chassis.kinds import Query
from services.courses.store import CoursesWork, skill_query, words_query

MOST_WORDS = 8


def sought(work: CoursesWork, typed: str) -> Query | None:
    """A query for courses, also withdrawn ones, that have all the words; None without a word.

    A course has a word where its title, its provider or the name of a skill that it gives does.
    """
    words = typed.split()[:MOST_WORDS]
    if not words:
        return None
    skills = work.skills.take(skill_query(words))
    by_word = {
        word: [one.skill for one in skills if word.casefold() in one.name.casefold()]
        for word in words
    }
    return words_query(words, by_word)
