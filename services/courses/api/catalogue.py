"""Routes of the catalogue."""

from typing import Any

from services.chassis.context import read, transact
from services.chassis.http import Routes, allow, etag, page_schema, precondition, versioned
from services.chassis.import_routes import DryRunQuery, FileSchema, run_import
from services.chassis.imports import ImportReportSchema, read_rows
from services.courses import policy, use_cases
from services.courses.domain import Course
from services.courses.schemas import CourseRowSchema, CourseSchema, CoursesQuery

api = Routes("courses", __name__, description="The catalogue of courses")


@api.route("/courses", methods=["GET"])
@allow(policy.READ_CATALOGUE)
@api.arguments(CoursesQuery, location="query")
@api.response(200, page_schema(CourseSchema))
def list_courses(query: dict[str, Any]) -> Any:
    """Courses that can be taken, by words and by what they give."""
    return read(use_cases.courses, wanted=query.pop("page"), **query)


@api.route("/courses/<slug:course>", methods=["GET"])
@allow(policy.READ_CATALOGUE)
@versioned
@api.response(200, CourseSchema)
def get_course(course: str) -> Any:
    """A course; a withdrawn one says so."""
    found, version = read(use_cases.course, course=course)
    return found, 200, etag(version)


@api.route("/courses/<slug:course>", methods=["PUT"])
@allow(policy.WRITE_CATALOGUE)
@versioned
@api.arguments(CourseSchema)
@api.response(200, CourseSchema)
@api.alt_response(201, schema=CourseSchema, description="Created", success=True)
def put_course(sent: dict[str, Any], course: str) -> Any:
    """Create or replace a course, or make a withdrawn one anew."""
    kept, version, new = transact(
        use_cases.put_course, course=Course(course=course, **sent), precondition=precondition()
    )
    return kept, 201 if new else 200, etag(version)


@api.route("/courses/<slug:course>", methods=["DELETE"])
@allow(policy.WRITE_CATALOGUE)
@api.response(204)
def withdraw_course(course: str) -> None:
    """Withdraw a course: it takes no new enrolment, but completions still."""
    transact(use_cases.withdraw_course, course=course, precondition=precondition())


@api.route("/courses/imports", methods=["POST"])
@allow(policy.WRITE_CATALOGUE)
@api.arguments(DryRunQuery, location="query")
@api.arguments(FileSchema, location="files")
@api.response(200, ImportReportSchema)
def import_courses(query: dict[str, Any], files: dict[str, Any]) -> Any:
    """Add and change courses from a CSV file, row by row."""
    rows, refused = read_rows(files["file"].read(), CourseRowSchema(), file="file")
    return run_import(
        query["dry_run"], use_cases.import_courses, rows=rows, refused=refused, file="file"
    )
