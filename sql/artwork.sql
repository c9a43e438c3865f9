-- Take fraction of each artwork of each title, with the 95 % interval of Wilson.
--
-- Needs a view `impressions`: the Parquet files of a simulation or an export (docs/SCALE.md).
-- Counts as in take_fraction.sql. Artwork that a policy chose where it did well has an advantage
-- here: only where artwork was chosen uniformly do these shares compare artwork.
-- Runs unchanged in DuckDB and Spark.
WITH counted AS (
    SELECT
        title,
        artwork,
        CAST(COUNT(*) AS DOUBLE) AS n,
        CAST(SUM(CASE WHEN outcome = 'played' AND reward > 0.5 THEN 1 ELSE 0 END) AS DOUBLE) AS plays
    FROM impressions
    WHERE weight IS NULL OR weight > 0
    GROUP BY title, artwork
),
shares AS (
    SELECT title, artwork, n, plays, plays / n AS p, CAST(1.959963984540054 AS DOUBLE) AS z
    FROM counted
)
SELECT
    title,
    artwork,
    CAST(n AS BIGINT) AS impressions,
    CAST(plays AS BIGINT) AS quality_plays,
    p AS take_fraction,
    (p + z * z / (2 * n) - z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS low,
    (p + z * z / (2 * n) + z * SQRT(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n) AS high
FROM shares
ORDER BY title, artwork
