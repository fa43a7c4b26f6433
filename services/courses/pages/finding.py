"""Courses by what people type, for the page where they log training."""

from flask import Response, jsonify, request

from services.chassis.context import read
from services.courses import policy, use_cases
from services.courses.pages.routes import pages
from services.frontend.pages import allow

LONGEST = 200  # characters


@pages.get("/find")
@allow(policy.READ_CATALOGUE)
def find() -> Response:
    """The courses that could be meant by `q`, the likeliest first."""
    found = read(use_cases.find_courses, typed=request.args.get("q", "")[:LONGEST])
    courses = [
        {
            "course": each.course.course,
            "title": each.course.title,
            "about": each.about,
            "hours": each.course.hours,
        }
        for each in found
    ]
    return jsonify(courses=courses)
