"""Forms filled in without a browser or a service."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict


@pytest.fixture
def fill():
    """`fill(FormClass, [(name, value), …])` gives the form as it was sent, checked.

    With `data`, the form as it is shown with what is on record.
    """
    app = Flask("forms")
    app.config.update(SECRET_KEY="x" * 32, WTF_CSRF_ENABLED=False)
    with app.test_request_context("/", method="POST"):

        def fill_in(kind, answers=(), *, data=None):
            if data:
                return kind(formdata=None, data=data)
            form = kind(formdata=MultiDict(list(answers)))
            form.validate()
            return form

        yield fill_in
