"""Runs SQL files on folders or files of Parquet, and prints all rows as JSON.

Usage: run_sql.py ENGINE VIEW=PATH.. -- FILE.sql..
"""
import json
import os
import sys


def duckdb_runner(views):
    import duckdb

    connection = duckdb.connect()
    for name, path in views:
        pattern = os.path.join(path, "**", "*.parquet") if os.path.isdir(path) else path
        pattern = pattern.replace("'", "''")
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{pattern}', hive_partitioning = true)")

    def run(sql):
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor.fetchall()]

    return run


def spark_runner(views):
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for name, path in views:
        spark.read.parquet(path).createOrReplaceTempView(name)
    return lambda sql: [row.asDict() for row in spark.sql(sql).collect()]


def main(arguments):
    engine, rest = arguments[0], arguments[1:]
    split = rest.index("--")
    views = [view.split("=", 1) for view in rest[:split]]
    run = {"duckdb": duckdb_runner, "spark": spark_runner}[engine](views)
    results = {}
    for path in rest[split + 1 :]:
        with open(path, encoding="utf-8") as file:
            results[os.path.basename(path)] = run(file.read())
    print(json.dumps(results))


main(sys.argv[1:])
