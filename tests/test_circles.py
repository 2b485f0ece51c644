"""No module needs, by whatever way, one that needs it: not at the top, not in a function, not for its types alone."""

from graphlib import TopologicalSorter

import grimp


def test_no_two_modules_need_each_other():
    graph = grimp.build_graph("analytics", "ui", cache_dir=None)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(needs) > 200
    TopologicalSorter(needs).prepare()  # raises CycleError, which names the circle
