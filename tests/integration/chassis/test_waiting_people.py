from services.chassis.freshness import waiting_people


class TestWaitingPeople:
    def test_counts_each_person_with_records_who_was_never_heard_of(self, mongo):
        mongo.database.records.insert_many(
            {"_id": number, "staff_number": person}
            for number, person in enumerate(("A1", "A1", "A2", "A3"))
        )
        mongo.database.people.insert_many([{"_id": "A3", "version": 1}, {"_id": "A4"}])

        assert waiting_people(mongo.database, records="records", people="people") == 2

    def test_counts_nobody_for_a_record_or_person_that_was_removed(self, mongo):
        mongo.database.records.insert_one({"_id": 1, "version": 3, "removed": True})
        mongo.database.records.insert_one({"_id": 2, "staff_number": "A1"})
        mongo.database.people.insert_one({"_id": "A1", "version": 2, "removed": True})

        assert waiting_people(mongo.database, records="records", people="people") == 0
