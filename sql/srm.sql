-- Sample-ratio mismatch: how many profiles each cell has, beside how many it should have.
--
-- Needs a view `impressions`: the Parquet files of a simulation or an export (docs/SCALE.md).
-- Cells are expected to be equally large; for others, give each cell's share in `expected`.
-- chi_square is the statistic of all cells together, with one degree of freedom less than there
-- are cells: with two cells, above 10.83 (p < 0.001) the assignment is broken and nothing else of
-- the experiment can be trusted. The thresholds for 3, 4, 5 and 6 cells: 13.82, 16.27, 18.47, 20.52.
-- Runs unchanged in DuckDB and Spark.
WITH counted AS (
    SELECT cell, CAST(COUNT(DISTINCT profile) AS DOUBLE) AS profiles
    FROM impressions
    GROUP BY cell
),
total AS (
    SELECT SUM(profiles) AS profiles, CAST(COUNT(*) AS DOUBLE) AS cells
    FROM counted
),
expected AS (
    SELECT
        counted.cell,
        counted.profiles,
        total.profiles / total.cells AS expected
    FROM counted CROSS JOIN total
),
statistic AS (
    SELECT SUM((profiles - expected) * (profiles - expected) / expected) AS chi_square
    FROM expected
)
SELECT
    expected.cell,
    CAST(expected.profiles AS BIGINT) AS profiles,
    expected.expected,
    statistic.chi_square
FROM expected CROSS JOIN statistic
ORDER BY expected.cell
