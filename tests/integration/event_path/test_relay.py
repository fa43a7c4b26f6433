"""The relay: in order, once it is committed, and never by a stale twin."""

import signal

from tests.processes import messages, process, until


def say(skills, number, level):
    """Publish a new state of one person's levels through the log."""
    data = {"staff_number": number, "levels": [], "waiting": []}

    def once(work):
        from services.skills.store import PersonLevels

        version = work.levels.put(PersonLevels(number))
        work.publish("skills.levels.changed.v1", number, {**data, "note": level}, version)

    skills.transact(once)


def all_sent(skills):
    return skills.database.event_log.count_documents({"pending": True}) == 0


class TestTheRelay:
    def test_sends_the_states_of_a_thing_in_order_and_marks_them(self, path, skills):
        for level in range(50):
            say(skills, "R1", level)

        with process(path, "skills", "relay") as relay:
            until(lambda: all_sent(skills), what="the log to be sent")
            relay.send_signal(signal.SIGTERM)
            assert relay.wait(15) == 0

        sent = [m for m in messages(path, "skills.levels") if m.key == b"R1"]
        versions = [int(dict(m.headers)["ce_sequence"]) for m in sent]
        assert len(sent) == 50
        assert versions == sorted(versions)
        assert skills.database.event_log.count_documents({"forget_from": {"$exists": True}}) >= 50

    def test_refuses_a_stale_twin_that_wakes_up(self, path, skills):
        with process(path, "skills", "relay") as old:
            say(skills, "R2", 1)
            until(lambda: all_sent(skills), what="the old relay to work")
            old.send_signal(signal.SIGSTOP)
            say(skills, "R2", 2)
            with process(path, "skills", "relay"):
                until(lambda: all_sent(skills), what="the new relay to take over")
                # What the old one would send when it wakes: something older that is pending again.
                skills.database.event_log.update_one(
                    {"subject": "R2", "data.note": 1}, {"$set": {"pending": True}}
                )
                until(lambda: all_sent(skills), what="the repeat to be sent")
                say(skills, "R2", 3)
                old.send_signal(signal.SIGCONT)
                until(lambda: all_sent(skills), what="the newest to be sent")
                assert until(lambda: old.poll(), 30, "the old relay to end") != 0

        notes = [m.value for m in messages(path, "skills.levels") if m.key == b"R2"]
        assert notes[-1].endswith(b'"note":3}')

    def test_goes_on_from_the_log_after_it_was_killed(self, path, skills):
        with process(path, "skills", "relay") as relay:
            say(skills, "R3", 1)
            until(lambda: all_sent(skills), what="the first to be sent")
            relay.kill()
            relay.wait(10)
        for level in range(2, 6):
            say(skills, "R3", level)

        with process(path, "skills", "relay"):
            until(lambda: all_sent(skills), what="the rest to be sent")

        sent = [m for m in messages(path, "skills.levels") if m.key == b"R3"]
        assert len(sent) == 5
