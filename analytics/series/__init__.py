"""From stored rows to numbers, for the whole tree at once.

1. `grid`      the unit of work: one measure at one grain for every organisation, arrays (organisations, periods)
2. `rollup`    rows that were given -> a grid: counts are summed up the tree and divided last
3. `coarsen`   months -> quarters and rolling years
4. `resolve`   a measure -> its grids, from rows, from adoption stages or from the measures that it is made of
5. `one`       an organisation's `Series`, sliced out of a grid, with what to say about it
6. `windows`   the first and the last twelve months, and the period that organisations share
7. `counted`   who was eligible and who was reached between two months
"""
