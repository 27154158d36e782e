# SPDX-License-Identifier: Apache-2.0
"""ObsCore joins phase3v2.product_files: each product has a file of its own id, and files of no other."""

from nasmyth_check import rows, same, service, true

tap = service("tap_obs")
joined = rows(tap, """
    SELECT TOP 500 o.dp_id, o.obs_collection, f.product_id, f.archive_id, f.eso_category
    FROM ivoa.ObsCore AS o JOIN phase3v2.product_files AS f ON f.product_id = o.dp_id
    ORDER BY o.dp_id, f.archive_id""")
same(len(joined), 500, "rows of the join")
same(list(joined["dp_id"]), list(joined["product_id"]), "the two sides of the join")
science = joined[[str(category).startswith("SCIENCE") for category in joined["eso_category"]]]
true(len(science) > 0, "there are science files")
same(list(science["archive_id"]), list(science["product_id"]), "ids of science files")

products = rows(tap, """
    SELECT COUNT(DISTINCT o.dp_id) AS n
    FROM ivoa.ObsCore AS o JOIN phase3v2.product_files AS f ON f.product_id = o.dp_id""")["n"][0]
all_products = rows(tap, "SELECT COUNT(*) AS n FROM ivoa.ObsCore")["n"][0]
same(int(products), int(all_products), "products that have files")
print(int(products), "products")
