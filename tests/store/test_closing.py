"""A stop waits for what is being kept and lets nothing new begin."""

from __future__ import annotations

import threading

import pytest

from analytics.store import NotKept
from analytics.store.closing import Closing


def test_a_stop_waits_for_what_is_under_way_with_all_that_belongs_to_it():
    closing, begun, go_on, done = Closing(), threading.Event(), threading.Event(), []

    def keeping():
        with closing.under_way():
            begun.set()
            go_on.wait(10)
            with closing.under_way():  # a second table of the same file
                done.append("all of it")

    worker = threading.Thread(target=keeping)
    worker.start()
    begun.wait(10)
    assert not closing.close(0.05)
    go_on.set()
    assert closing.close(10)
    assert done == ["all of it"]
    worker.join()


def test_nothing_new_begins():
    closing = Closing()
    assert closing.close(0)
    with pytest.raises(NotKept, match="being stopped"), closing.under_way():
        pass


def test_what_fails_does_not_hold_up_a_stop():
    closing = Closing()
    with pytest.raises(ZeroDivisionError), closing.under_way():
        _ = 1 / 0
    assert closing.close(0)


def test_each_way_to_change_the_store_asks(store, monkeypatch):
    closing = Closing()
    monkeypatch.setattr("analytics.store.core.under_way", closing.under_way)
    closing.close(0)
    before, newest = store.version(), store.history()[0].upload.id
    for change in (lambda: store.undo(newest), lambda: store.restore(before), lambda: store.compact()):
        with pytest.raises(NotKept, match="being stopped"):
            change()
    assert store.version() == before
