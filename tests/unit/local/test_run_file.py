import json
import stat

import pytest

from deploy.local import run_file
from deploy.local.errands import Errands
from deploy.local.place import Place
from deploy.local.screen import Silence
from deploy.local.stack import Stack
from deploy.local.supervisor import Supervisor


@pytest.fixture
def stack(tmp_path):
    screen = Silence()
    place = Place(
        data=tmp_path,
        cache=tmp_path,
        ports={"gateway": 8080},
        errands=Errands(logs=tmp_path),
        screen=screen,
    )
    environment = {
        "MONGO_URL": "mongodb://127.0.0.1:1/?replicaSet=rs",
        "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:2",
        "OIDC_ISSUER": "http://localhost:8080/identity/realms/readiness",
    }
    supervisor = Supervisor(logs=tmp_path, screen=screen)
    return Stack(environment=environment, supervisor=supervisor, place=place)


class TestWrite:
    def test_says_where_everything_is(self, stack, tmp_path):
        run_file.write(stack)

        run = json.loads((tmp_path / "run.json").read_text())
        realm = "http://localhost:8080/identity/realms/readiness"
        assert run["url"] == "http://localhost:8080"
        assert run["issuer"] == realm
        assert run["token_endpoint"] == f"{realm}/protocol/openid-connect/token"
        assert run["mongo_url"] == "mongodb://127.0.0.1:1/?replicaSet=rs"
        assert run["kafka_bootstrap_servers"] == "127.0.0.1:2"
        assert run["users"]
        assert run["clients"]
        assert run["processes"] == []

    def test_lets_nobody_else_read_it(self, stack, tmp_path):
        run_file.write(stack)

        assert stat.S_IMODE((tmp_path / "run.json").stat().st_mode) == 0o600

    def test_replaces_what_was_there(self, stack, tmp_path):
        (tmp_path / "run.json").write_text("old")

        run_file.write(stack)

        assert json.loads((tmp_path / "run.json").read_text())["url"]


class TestRemove:
    def test_takes_the_file_away(self, stack, tmp_path):
        run_file.write(stack)

        run_file.remove(tmp_path)

        assert not (tmp_path / "run.json").exists()
