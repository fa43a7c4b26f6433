import json
import socket

from deploy.local import ports


class TestChoose:
    def test_gives_every_name_a_port_of_its_own(self, tmp_path):
        names = [f"server-{number}" for number in range(500)]

        chosen = ports.choose(names, remembered=tmp_path / "ports.json")

        assert set(chosen) == set(names)
        assert len(set(chosen.values())) == len(names)

    def test_gives_the_same_ports_again(self, tmp_path):
        first = ports.choose(["mongod", "kafka"], remembered=tmp_path / "ports.json")

        again = ports.choose(["kafka", "mongod"], remembered=tmp_path / "ports.json")

        assert again == first

    def test_gives_another_port_for_one_that_is_taken_now(self, tmp_path):
        with socket.create_server(("127.0.0.1", 0)) as other:
            taken = other.getsockname()[1]
            (tmp_path / "ports.json").write_text(json.dumps({"kafka": taken}))

            chosen = ports.choose(["kafka"], remembered=tmp_path / "ports.json")

        assert chosen["kafka"] != taken

    def test_remembers_the_ports_of_names_not_asked_for(self, tmp_path):
        before = ports.choose(["mongod", "kafka"], remembered=tmp_path / "ports.json")

        ports.choose(["kafka"], remembered=tmp_path / "ports.json")

        assert json.loads((tmp_path / "ports.json").read_text()) == before

    def test_stays_clear_of_the_ports_of_outgoing_connections(self, tmp_path):
        chosen = ports.choose(["kafka"], remembered=tmp_path / "ports.json")

        assert chosen["kafka"] in ports.CANDIDATES


class TestNextFree:
    def test_is_the_wanted_port_when_nobody_serves_it(self, tmp_path):
        free = ports.choose(["gateway"], remembered=tmp_path / "ports.json")["gateway"]

        assert ports.next_free(free) == free

    def test_passes_over_a_port_that_is_served(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            taken = other.getsockname()[1]

            found = ports.next_free(taken)

        assert found > taken
