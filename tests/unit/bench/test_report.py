import json

from rich.console import Console

from deploy.bench.figures import Figure
from deploy.bench.report import table, write

FIGURES = (
    Figure(name="relay", value=6000, unit="events/s", limit=8000),
    Figure(name="memory, skills-web", value=51.4, unit="MB"),
)


class TestWrite:
    def test_leaves_a_list_of_figures_in_a_folder_that_it_makes(self, tmp_path):
        path = tmp_path / "bench" / "latest.json"

        write(FIGURES, path)

        read = json.loads(path.read_text())
        assert [set(each) for each in read] == [{"name", "value", "unit", "limit", "ratio"}] * 2
        assert [each["ratio"] for each in read] == [0.75, None]


class TestTable:
    def test_shows_each_figure_beside_its_limit(self):
        console = Console(width=100)

        with console.capture() as shown:
            console.print(table(FIGURES))

        relay = next(line for line in shown.get().splitlines() if "relay" in line)
        assert [cell.strip() for cell in relay.strip("│").split("│")] == [
            *("relay", "events/s", "6,000", "8,000", "0.75")
        ]
