import pytest
from flask import Flask

from services.chassis.errors import (
    Conflict,
    DomainError,
    FieldError,
    Forbidden,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
)
from services.chassis.problems import problem, status_of
from services.chassis.strict_json import BrokenJson


class CourseWithdrawn(Conflict):
    """As a service names a failure of its own."""


class TestStatusOf:
    @pytest.mark.parametrize(
        ("kind", "status"),
        [
            (BrokenJson, 400),
            (Forbidden, 403),
            (NotFound, 404),
            (Conflict, 409),
            (CourseWithdrawn, 409),
            (PreconditionFailed, 412),
            (DomainError, 422),
            (PreconditionRequired, 428),
        ],
    )
    def test_is_that_of_the_kind_of_failure(self, kind, status):
        assert status_of(kind("It failed.")) == status


class TestProblem:
    def test_has_the_form_of_rfc_9457(self):
        with Flask("test").test_request_context("/skills/api/v1/people/S1"):
            answer = problem(422, "See errors.", (FieldError("/name", "Must not be empty.", ""),))

        assert answer.status_code == 422
        assert answer.content_type == "application/problem+json"
        assert answer.get_json() == {
            "type": "about:blank",
            "title": "Unprocessable Entity",
            "status": 422,
            "detail": "See errors.",
            "instance": "/skills/api/v1/people/S1",
            "errors": [{"pointer": "/name", "detail": "Must not be empty.", "value": ""}],
        }

    def test_carries_headers(self):
        with Flask("test").test_request_context("/"):
            answer = problem(503, "Try again.", headers={"Retry-After": "2"})

        assert answer.headers["Retry-After"] == "2"
