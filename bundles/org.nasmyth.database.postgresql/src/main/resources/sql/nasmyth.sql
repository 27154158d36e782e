-- SPDX-License-Identifier: Apache-2.0
--
-- Spherical geometry for a PostgreSQL database that Nasmyth serves. An administrator of the database runs this
-- file once, and again after an update of Nasmyth:
--
--   psql -d archive -v ON_ERROR_STOP=1 -f nasmyth.sql
--
-- It makes the schema nasmyth, with functions only. Every role may call them; none writes anything.
--
-- A region is a float8[] of shapes, one after the other; several are their union. Each begins with its kind:
--   1 position  longitude, latitude, unit vector                                              6 numbers
--   2 circle    longitude, latitude, radius (degrees), unit vector, radius (radians)          8 numbers
--   3 polygon   n, bounding cap (unit vector, radius in radians), n unit vectors with the
--               interior on the left, n pairs of longitude and latitude as they were given    6 + 5n numbers
-- Boundaries belong to regions, within 5e-12 degrees; polygons are smaller than a hemisphere. The SQLSTATE NS001
-- says that a text or number describes no region, NS002 that a question cannot be answered here.

BEGIN;

CREATE SCHEMA IF NOT EXISTS nasmyth;

CREATE OR REPLACE FUNCTION nasmyth.version() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT 1';

CREATE OR REPLACE FUNCTION nasmyth.is_direction(lon float8, lat float8) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT lat >= -90 AND lat <= 90 AND abs(lon) <= 1e300';

-- Great-circle distance in degrees, precise near 0 and near 180.
CREATE OR REPLACE FUNCTION nasmyth.distance(lon1 float8, lat1 float8, lon2 float8, lat2 float8) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT CASE WHEN nasmyth.is_direction(lon1, lat1) AND nasmyth.is_direction(lon2, lat2) THEN
  2 * degrees(atan2(
    sqrt(power(sind((lat1 - lat2) / 2), 2) + cosd(lat1) * cosd(lat2) * power(sind((lon1 - lon2) / 2), 2)),
    sqrt(power(sind((lat1 + lat2) / 2), 2) + cosd(lat1) * cosd(lat2) * power(cosd((lon1 - lon2) / 2), 2)))) END';

CREATE OR REPLACE FUNCTION nasmyth.vector(lon float8, lat float8) RETURNS float8[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT ARRAY[cosd(lat) * cosd(lon), cosd(lat) * sind(lon), sind(lat)]';

-- Longitude from 0 to 360 and latitude of a vector of any length.
CREATE OR REPLACE FUNCTION nasmyth.direction(x float8, y float8, z float8) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  lon float8 := degrees(atan2(y, x));
BEGIN
  IF lon < 0 THEN
    lon := lon + 360;
  END IF;
  IF lon >= 360 THEN
    lon := 0;
  END IF;
  RETURN ARRAY[lon, degrees(atan2(z, sqrt(x * x + y * y)))];
END $$;

-- A direction in another frame turned into ICRS; m holds the frame's axes in ICRS, row by row.
CREATE OR REPLACE FUNCTION nasmyth.rotated(lon float8, lat float8, m float8[]) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  v float8[];
BEGIN
  IF NOT nasmyth.is_direction(lon, lat) THEN
    RETURN NULL;
  END IF;
  v := nasmyth.vector(lon, lat);
  RETURN nasmyth.direction(
    m[1] * v[1] + m[4] * v[2] + m[7] * v[3],
    m[2] * v[1] + m[5] * v[2] + m[8] * v[3],
    m[3] * v[1] + m[6] * v[2] + m[9] * v[3]);
END $$;

-- Making regions

CREATE OR REPLACE FUNCTION nasmyth.point(lon float8, lat float8) RETURNS float8[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS 'SELECT CASE WHEN nasmyth.is_direction(lon, lat) THEN ARRAY[1, lon, lat] || nasmyth.vector(lon, lat) END';

CREATE OR REPLACE FUNCTION nasmyth.circle(lon float8, lat float8, radius float8) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF NOT nasmyth.is_direction(lon, lat) OR radius = 'NaN' THEN
    RETURN NULL;
  END IF;
  IF radius < 0 OR radius > 180 THEN
    RAISE EXCEPTION 'The radius of a circle must lie between 0 and 180 degrees, got %.', radius
      USING ERRCODE = 'NS001';
  END IF;
  RETURN ARRAY[2, lon, lat, radius] || nasmyth.vector(lon, lat) || radians(radius);
END $$;

-- The angle between two unit vectors in radians.
CREATE OR REPLACE FUNCTION nasmyth.angle(ax float8, ay float8, az float8, ox float8, oy float8, oz float8)
RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT 2 * atan2(
  sqrt((ax - ox) * (ax - ox) + (ay - oy) * (ay - oy) + (az - oz) * (az - oz)),
  sqrt((ax + ox) * (ax + ox) + (ay + oy) * (ay + oy) + (az + oz) * (az + oz)))';

-- The area in steradians inside an outline of unit vectors (flat) seen from a vector c near it; below 0 where the
-- outline runs clockwise. Half the area of a triangle from c to an edge is the argument of 1 + conj(u) w in
-- stereographic coordinates about c.
CREATE OR REPLACE FUNCTION nasmyth.signed_area(v float8[], first integer, n integer, cx float8, cy float8, cz float8)
RETURNS float8 LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  ex float8; ey float8; ez float8; fx float8; fy float8; fz float8;
  l float8; d float8; k integer;
  ux float8; uy float8; wx float8; wy float8;
  total float8 := 0;
BEGIN
  IF abs(cz) < 0.9 THEN
    ex := -cy; ey := cx; ez := 0;
  ELSE
    ex := 0; ey := -cz; ez := cy;
  END IF;
  l := sqrt(ex * ex + ey * ey + ez * ez);
  ex := ex / l; ey := ey / l; ez := ez / l;
  fx := cy * ez - cz * ey; fy := cz * ex - cx * ez; fz := cx * ey - cy * ex;
  FOR i IN 0 .. n LOOP
    k := first + 3 * (i % n);
    d := 1 + v[k] * cx + v[k + 1] * cy + v[k + 2] * cz;
    wx := (v[k] * ex + v[k + 1] * ey + v[k + 2] * ez) / d;
    wy := (v[k] * fx + v[k + 1] * fy + v[k + 2] * fz) / d;
    IF i > 0 THEN
      total := total + 2 * atan2(ux * wy - uy * wx, 1 + ux * wx + uy * wy);
    END IF;
    ux := wx; uy := wy;
  END LOOP;
  RETURN total;
END $$;

-- A polygon from pairs of longitude and latitude; NULL if a coordinate is NULL or no direction.
CREATE OR REPLACE FUNCTION nasmyth.polygon(coordinates float8[]) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  c float8[] := coordinates;
  n integer := cardinality(c) / 2;
  v float8[] := '{}';
  w float8[];
  p float8[]; q float8[];
  cx float8 := 0; cy float8 := 0; cz float8 := 0; l float8; r float8 := 0;
BEGIN
  FOR i IN 0 .. n - 1 LOOP
    IF nasmyth.is_direction(c[2 * i + 1], c[2 * i + 2]) IS NOT TRUE THEN
      RETURN NULL;
    END IF;
  END LOOP;
  IF n > 1 AND nasmyth.distance(c[1], c[2], c[2 * n - 1], c[2 * n]) <= 5e-12 THEN
    n := n - 1;
    c := c[1 : 2 * n];
  END IF;
  IF n < 3 THEN
    RAISE EXCEPTION 'A polygon needs at least 3 different vertices, got %.', n USING ERRCODE = 'NS001';
  END IF;
  FOR i IN 0 .. n - 1 LOOP
    p := nasmyth.vector(c[2 * i + 1], c[2 * i + 2]);
    IF i > 0 AND nasmyth.angle(p[1], p[2], p[3], q[1], q[2], q[3]) <= 8.7e-14 THEN
      RAISE EXCEPTION 'Vertices % and % of a polygon are the same.', i, i + 1 USING ERRCODE = 'NS001';
    END IF;
    v := v || p;
    cx := cx + p[1]; cy := cy + p[2]; cz := cz + p[3];
    q := p;
  END LOOP;
  l := sqrt(cx * cx + cy * cy + cz * cz);
  IF l < 1e-10 THEN
    RAISE EXCEPTION 'A polygon must be smaller than a hemisphere.' USING ERRCODE = 'NS001';
  END IF;
  cx := cx / l; cy := cy / l; cz := cz / l;
  FOR i IN 0 .. n - 1 LOOP
    r := greatest(r, nasmyth.angle(cx, cy, cz, v[3 * i + 1], v[3 * i + 2], v[3 * i + 3]));
  END LOOP;
  IF r >= pi() / 2 THEN
    RAISE EXCEPTION 'A polygon that reaches farther than 90 degrees from its middle cannot be made here.'
      USING ERRCODE = 'NS002';
  END IF;
  IF nasmyth.signed_area(v, 1, n, cx, cy, cz) < 0 THEN
    w := v;
    v := '{}';
    FOR i IN REVERSE n - 1 .. 0 LOOP
      v := v || w[3 * i + 1 : 3 * i + 3];
    END LOOP;
  END IF;
  RETURN ARRAY[3, n, cx, cy, cz, r * (1 + 1e-12) + 2e-13] || v || c;
END $$;

-- ADQL's box: a cross of great circles about a centre, bounded by great circles through the arms' ends.
CREATE OR REPLACE FUNCTION nasmyth.box_vertices(lon float8, lat float8, width float8, height float8)
RETURNS float8[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  m float8[]; ex float8; ey float8; nx float8; ny float8; nz float8;
  x float8; y float8; c float8[] := '{}'; a float8; b float8;
BEGIN
  IF NOT nasmyth.is_direction(lon, lat) OR width = 'NaN' OR height = 'NaN' THEN
    RETURN NULL;
  END IF;
  IF NOT (width > 0 AND width < 180 AND height > 0 AND height < 180) THEN
    RAISE EXCEPTION 'The width and height of a box must lie between 0 and 180 degrees, got % and %.',
      width, height USING ERRCODE = 'NS001';
  END IF;
  m := nasmyth.vector(lon, lat);
  ex := -sind(lon); ey := cosd(lon);
  nx := -m[3] * ey; ny := m[3] * ex; nz := m[1] * ey - m[2] * ex;
  x := tand(width / 2); y := tand(height / 2);
  FOR i IN 0 .. 3 LOOP
    a := CASE WHEN i IN (0, 3) THEN -x ELSE x END;
    b := CASE WHEN i < 2 THEN -y ELSE y END;
    c := c || nasmyth.direction(m[1] + a * ex + b * nx, m[2] + a * ey + b * ny, m[3] + b * nz);
  END LOOP;
  RETURN c;
END $$;

-- Pairs of longitude and latitude in another frame turned into ICRS.
CREATE OR REPLACE FUNCTION nasmyth.rotated_all(coordinates float8[], m float8[]) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  c float8[] := '{}';
BEGIN
  FOR i IN 0 .. cardinality(coordinates) / 2 - 1 LOOP
    c := c || nasmyth.rotated(coordinates[2 * i + 1], coordinates[2 * i + 2], m);
  END LOOP;
  RETURN c;
END $$;

-- The axes of a frame in ICRS; NULL for ICRS itself.
CREATE OR REPLACE FUNCTION nasmyth.frame(name text) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  CASE
    WHEN name IN ('ICRS', 'UNKNOWNFRAME') THEN
      RETURN NULL;
    WHEN name IN ('FK5', 'J2000') THEN
      RETURN ARRAY[0.9999999999999929, -1.1102233084587466e-7, -4.411805033656962e-8,
        1.1102233510229198e-7, 0.9999999999999892, 9.647792009175315e-8,
        4.4118039625365584e-8, -9.647792498984142e-8, 0.9999999999999944]::float8[];
    WHEN name IN ('GALACTIC', 'GALACTIC_II') THEN
      RETURN ARRAY[-0.054875560416216024, -0.8734370902348849, -0.48383501554871317,
        0.4941094278755834, -0.4448296299600114, 0.746982244497219,
        -0.8676661490190049, -0.19807637343120094, 0.45598377617506697]::float8[];
    WHEN name = 'ECLIPTIC' THEN
      RETURN ARRAY[0.9999999999999929, -1.1102233084587466e-7, -4.411805033656962e-8,
        1.1941014927285596e-7, 0.9174820236924573, 0.3977772444486726,
        -3.6846387319792907e-9, -0.397777244448675, 0.917482023692464]::float8[];
    ELSE
      RAISE EXCEPTION 'Unknown coordinate frame ''%''; known are ICRS, FK5, J2000, GALACTIC and ECLIPTIC.', name
        USING ERRCODE = 'NS001';
  END CASE;
END $$;

-- A region from STC-S text, in ICRS; NULL for a blank text.
CREATE OR REPLACE FUNCTION nasmyth.parse(stc text) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  shapes constant text[] := '{POSITION,CIRCLE,BOX,POLYGON,UNION,ALLSKY}';
  qualifiers constant text[] := '{GEOCENTER,BARYCENTER,HELIOCENTER,TOPOCENTER,EMBARYCENTER,LSR,LSRK,LSRD,'
    'GALACTIC_CENTER,LOCAL_GROUP_CENTER,MOON,RELOCATABLE,UNKNOWNREFPOS,SPHERICAL2,SPHERICAL}';
  word text[] := regexp_split_to_array(
    btrim(regexp_replace(upper(stc), '([()])|[,\s]+', ' \1 ', 'g')), '\s+');
  n integer := cardinality(word);
  i integer := 1;
  shape text;
  depth integer := 0;
  frames text[] := ARRAY['ICRS'];
  frame text := 'ICRS';
  m float8[];
  numbers float8[];
  region float8[] := '{}';
BEGIN
  IF btrim(stc, E' \t\r\n,') = '' THEN
    RETURN NULL;
  END IF;
  LOOP
    IF i > n OR (depth > 0 AND word[i] = ')') THEN
      IF i > n AND depth > 0 THEN
        RAISE EXCEPTION 'A union is not closed by '')''.' USING ERRCODE = 'NS001';
      END IF;
      EXIT WHEN i > n;
      depth := depth - 1;
      i := i + 1;
      CONTINUE;
    END IF;
    IF cardinality(region) > 0 AND word[i] = 'UNIT' THEN
      IF word[i + 1] IS DISTINCT FROM 'DEG' THEN
        RAISE EXCEPTION 'Only the unit deg is supported.' USING ERRCODE = 'NS001';
      END IF;
      i := i + 2;
      CONTINUE;
    END IF;
    IF depth = 0 AND cardinality(region) > 0 THEN
      RAISE EXCEPTION 'Expected the end of the region, found ''%''.', word[i] USING ERRCODE = 'NS001';
    END IF;
    shape := word[i];
    i := i + 1;
    IF shape <> ALL (shapes) THEN
      RAISE EXCEPTION 'Unknown region ''%''; known are POSITION, CIRCLE, BOX, POLYGON and UNION.', shape
        USING ERRCODE = 'NS001';
    END IF;
    frame := frames[depth + 1];
    IF i <= n AND word[i] ~ '^[A-Z]' AND word[i] <> 'UNIT' AND word[i] <> ALL (shapes)
        AND word[i] <> ALL (qualifiers) THEN
      frame := word[i];
      i := i + 1;
    END IF;
    WHILE i <= n AND word[i] = ANY (qualifiers) LOOP
      i := i + 1;
    END LOOP;
    m := nasmyth.frame(frame);
    IF shape = 'UNION' THEN
      IF i > n OR word[i] <> '(' THEN
        RAISE EXCEPTION 'Expected ''('' after UNION.' USING ERRCODE = 'NS001';
      END IF;
      i := i + 1;
      depth := depth + 1;
      frames := frames[1 : depth] || frame;
      CONTINUE;
    END IF;
    numbers := '{}';
    WHILE i <= n AND word[i] ~ '^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?$' LOOP
      numbers := numbers || word[i]::float8;
      i := i + 1;
    END LOOP;
    IF cardinality(numbers) <> (CASE shape WHEN 'POSITION' THEN 2 WHEN 'CIRCLE' THEN 3 WHEN 'BOX' THEN 4
        WHEN 'ALLSKY' THEN 0 ELSE cardinality(numbers) / 2 * 2 END) THEN
      RAISE EXCEPTION 'The region % has the wrong number of coordinates.', shape USING ERRCODE = 'NS001';
    END IF;
    IF shape = 'BOX' THEN
      numbers := nasmyth.box_vertices(numbers[1], numbers[2], numbers[3], numbers[4]);
    END IF;
    IF m IS NOT NULL AND shape IN ('POSITION', 'CIRCLE') THEN
      numbers[1:2] := nasmyth.rotated(numbers[1], numbers[2], m);
    ELSIF m IS NOT NULL THEN
      numbers := nasmyth.rotated_all(numbers, m);
    END IF;
    numbers := CASE shape
      WHEN 'POSITION' THEN nasmyth.point(numbers[1], numbers[2])
      WHEN 'CIRCLE' THEN nasmyth.circle(numbers[1], numbers[2], numbers[3])
      WHEN 'ALLSKY' THEN nasmyth.circle(0, 0, 180)
      ELSE nasmyth.polygon(numbers) END;
    IF numbers IS NULL THEN
      RAISE EXCEPTION 'The region % has a coordinate out of range.', shape USING ERRCODE = 'NS001';
    END IF;
    region := region || numbers;
  END LOOP;
  IF cardinality(region) = 0 THEN
    RAISE EXCEPTION 'A union needs at least one member.' USING ERRCODE = 'NS001';
  END IF;
  RETURN region;
END $$;

-- A region from the numbers of a DALI value; shape is POINT, CIRCLE or POLYGON.
CREATE OR REPLACE FUNCTION nasmyth.of_numbers(shape text, numbers float8[]) RETURNS float8[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS 'SELECT CASE shape WHEN ''POINT'' THEN nasmyth.point(numbers[1], numbers[2])
  WHEN ''CIRCLE'' THEN nasmyth.circle(numbers[1], numbers[2], numbers[3]) ELSE nasmyth.polygon(numbers) END';

-- A region from the text of a point, circle or polygon of pgSphere's, in radians.
CREATE OR REPLACE FUNCTION nasmyth.of_sphere(written text) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  d float8[] := (SELECT array_agg(degrees(m[1]::float8) ORDER BY place)
    FROM regexp_matches(written, '[-+]?[0-9.]+(?:e[-+]?[0-9]+)?', 'g') WITH ORDINALITY AS n(m, place));
BEGIN
  RETURN CASE left(written, 1) WHEN '(' THEN nasmyth.point(d[1], d[2])
    WHEN '<' THEN nasmyth.circle(d[1], d[2], d[3]) ELSE nasmyth.polygon(d) END;
END $$;

-- Questions to one shape, which begins at element i of a region

CREATE OR REPLACE FUNCTION nasmyth.shape_size(r float8[], i integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT CASE r[i] WHEN 1 THEN 6 WHEN 2 THEN 8 ELSE 6 + 5 * r[i + 1]::integer END';

-- The distance of p to the edge from a to b in radians.
CREATE OR REPLACE FUNCTION nasmyth.edge_distance(px float8, py float8, pz float8,
  ax float8, ay float8, az float8, ox float8, oy float8, oz float8) RETURNS float8
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  sx float8 := ax + ox; sy float8 := ay + oy; sz float8 := az + oz;
  dx float8 := ox - ax; dy float8 := oy - ay; dz float8 := oz - az;
  nx float8 := sy * dz - sz * dy; ny float8 := sz * dx - sx * dz; nz float8 := sx * dy - sy * dx;
  l float8 := sqrt(nx * nx + ny * ny + nz * nz);
  s float8;
BEGIN
  IF px * (ny * az - nz * ay) + py * (nz * ax - nx * az) + pz * (nx * ay - ny * ax) >= 0
      AND px * (oy * nz - oz * ny) + py * (oz * nx - ox * nz) + pz * (ox * ny - oy * nx) >= 0 THEN
    s := abs(px * nx + py * ny + pz * nz) / l;
    RETURN atan2(s, sqrt(greatest(0, (1 - s) * (1 + s))));
  END IF;
  RETURN least(nasmyth.angle(px, py, pz, ax, ay, az), nasmyth.angle(px, py, pz, ox, oy, oz));
END $$;

CREATE OR REPLACE FUNCTION nasmyth.boundary_distance(r float8[], i integer, px float8, py float8, pz float8)
RETURNS float8 LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  n integer := r[i + 1];
  k integer; e integer;
  nearest float8 := pi();
BEGIN
  FOR j IN 0 .. n - 1 LOOP
    k := i + 6 + 3 * j;
    e := i + 6 + 3 * ((j + 1) % n);
    nearest := least(nearest,
      nasmyth.edge_distance(px, py, pz, r[k], r[k + 1], r[k + 2], r[e], r[e + 1], r[e + 2]));
  END LOOP;
  RETURN nearest;
END $$;

-- Whether p lies in the shape. In a polygon the edges as seen from p turn once around it.
CREATE OR REPLACE FUNCTION nasmyth.shape_holds(r float8[], i integer, px float8, py float8, pz float8)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  n integer; k integer; e integer; l float8; s float8;
  ax float8; ay float8; az float8; ox float8; oy float8; oz float8;
  nx float8; ny float8; nz float8;
  turn float8 := 0;
BEGIN
  IF r[i] = 1 THEN
    RETURN nasmyth.angle(px, py, pz, r[i + 3], r[i + 4], r[i + 5]) <= 8.726646259971648e-14;
  END IF;
  IF r[i] = 2 THEN
    RETURN nasmyth.angle(px, py, pz, r[i + 4], r[i + 5], r[i + 6]) <= r[i + 7] + 8.726646259971648e-14;
  END IF;
  IF nasmyth.angle(px, py, pz, r[i + 2], r[i + 3], r[i + 4]) > r[i + 5] THEN
    RETURN false;
  END IF;
  n := r[i + 1];
  FOR j IN 0 .. n - 1 LOOP
    k := i + 6 + 3 * j;
    e := i + 6 + 3 * ((j + 1) % n);
    ax := r[k]; ay := r[k + 1]; az := r[k + 2];
    ox := r[e]; oy := r[e + 1]; oz := r[e + 2];
    nx := ((ay + oy) * (oz - az) - (az + oz) * (oy - ay)) / 2;
    ny := ((az + oz) * (ox - ax) - (ax + ox) * (oz - az)) / 2;
    nz := ((ax + ox) * (oy - ay) - (ay + oy) * (ox - ax)) / 2;
    l := sqrt(nx * nx + ny * ny + nz * nz);
    s := px * nx + py * ny + pz * nz;
    IF abs(s) <= 1e-13 * l
        AND nasmyth.edge_distance(px, py, pz, ax, ay, az, ox, oy, oz) <= 8.726646259971648e-14 THEN
      RETURN true;
    END IF;
    IF abs(s) <= 1e-13 AND nasmyth.angle(px, py, pz, ax, ay, az) <= 8.726646259971648e-14 THEN
      RETURN true;
    END IF;
    turn := turn + atan2(s, ax * ox + ay * oy + az * oz
      - (px * ax + py * ay + pz * az) * (px * ox + py * oy + pz * oz));
  END LOOP;
  RETURN turn > pi();
END $$;

CREATE OR REPLACE FUNCTION nasmyth.edges_cross(a float8[], i integer, b float8[], j integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  na integer := a[i + 1]; nb integer := b[j + 1];
  k integer; e integer; u integer; w integer;
  ax float8; ay float8; az float8; ox float8; oy float8; oz float8;
  cx float8; cy float8; cz float8; dx float8; dy float8; dz float8;
  nx float8; ny float8; nz float8; mx float8; my float8; mz float8;
  x float8; y float8; z float8;
BEGIN
  FOR s IN 0 .. na - 1 LOOP
    k := i + 6 + 3 * s; e := i + 6 + 3 * ((s + 1) % na);
    ax := a[k]; ay := a[k + 1]; az := a[k + 2]; ox := a[e]; oy := a[e + 1]; oz := a[e + 2];
    nx := ay * oz - az * oy; ny := az * ox - ax * oz; nz := ax * oy - ay * ox;
    FOR t IN 0 .. nb - 1 LOOP
      u := j + 6 + 3 * t; w := j + 6 + 3 * ((t + 1) % nb);
      cx := b[u]; cy := b[u + 1]; cz := b[u + 2]; dx := b[w]; dy := b[w + 1]; dz := b[w + 2];
      CONTINUE WHEN sign(nx * cx + ny * cy + nz * cz) * sign(nx * dx + ny * dy + nz * dz) >= 0;
      mx := cy * dz - cz * dy; my := cz * dx - cx * dz; mz := cx * dy - cy * dx;
      CONTINUE WHEN sign(mx * ax + my * ay + mz * az) * sign(mx * ox + my * oy + mz * oz) >= 0;
      x := ny * mz - nz * my; y := nz * mx - nx * mz; z := nx * my - ny * mx;
      IF sign(x * (ax + ox) + y * (ay + oy) + z * (az + oz))
          * sign(x * (cx + dx) + y * (cy + dy) + z * (cz + dz)) > 0 THEN
        RETURN true;
      END IF;
    END LOOP;
  END LOOP;
  RETURN false;
END $$;

CREATE OR REPLACE FUNCTION nasmyth.shape_intersects(a float8[], i integer, b float8[], j integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  tol constant float8 := 8.726646259971648e-14;
  c integer; d integer; ra float8; rb float8;
BEGIN
  c := i + CASE a[i] WHEN 1 THEN 3 WHEN 2 THEN 4 ELSE 2 END;
  d := j + CASE b[j] WHEN 1 THEN 3 WHEN 2 THEN 4 ELSE 2 END;
  ra := CASE a[i] WHEN 1 THEN 0 WHEN 2 THEN a[i + 7] ELSE a[i + 5] END;
  rb := CASE b[j] WHEN 1 THEN 0 WHEN 2 THEN b[j + 7] ELSE b[j + 5] END;
  IF nasmyth.angle(a[c], a[c + 1], a[c + 2], b[d], b[d + 1], b[d + 2]) > ra + rb + tol THEN
    RETURN false;
  END IF;
  IF a[i] < 3 AND b[j] < 3 THEN
    RETURN true;
  END IF;
  IF b[j] < 3 THEN
    RETURN nasmyth.shape_holds(a, i, b[d], b[d + 1], b[d + 2])
      OR nasmyth.boundary_distance(a, i, b[d], b[d + 1], b[d + 2]) <= rb + tol;
  END IF;
  IF a[i] < 3 THEN
    RETURN nasmyth.shape_holds(b, j, a[c], a[c + 1], a[c + 2])
      OR nasmyth.boundary_distance(b, j, a[c], a[c + 1], a[c + 2]) <= ra + tol;
  END IF;
  FOR k IN 0 .. b[j + 1]::integer - 1 LOOP
    IF nasmyth.shape_holds(a, i, b[j + 6 + 3 * k], b[j + 7 + 3 * k], b[j + 8 + 3 * k]) THEN
      RETURN true;
    END IF;
  END LOOP;
  FOR k IN 0 .. a[i + 1]::integer - 1 LOOP
    IF nasmyth.shape_holds(b, j, a[i + 6 + 3 * k], a[i + 7 + 3 * k], a[i + 8 + 3 * k]) THEN
      RETURN true;
    END IF;
  END LOOP;
  RETURN nasmyth.edges_cross(a, i, b, j);
END $$;

-- Whether the edges of polygon b stay in polygon a: between all places where they can leave it, they are in it.
CREATE OR REPLACE FUNCTION nasmyth.edges_stay(a float8[], i integer, b float8[], j integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  na integer := a[i + 1]; nb integer := b[j + 1];
  k integer; e integer; u integer; w integer;
  cx float8; cy float8; cz float8; dx float8; dy float8; dz float8;
  nx float8; ny float8; nz float8; tx float8; ty float8; tz float8; l float8;
  mx float8; my float8; mz float8; x float8; y float8; z float8;
  stops float8[]; len float8; at float8;
BEGIN
  FOR t IN 0 .. nb - 1 LOOP
    u := j + 6 + 3 * t; w := j + 6 + 3 * ((t + 1) % nb);
    cx := b[u]; cy := b[u + 1]; cz := b[u + 2]; dx := b[w]; dy := b[w + 1]; dz := b[w + 2];
    nx := (cy + dy) * (dz - cz) - (cz + dz) * (dy - cy);
    ny := (cz + dz) * (dx - cx) - (cx + dx) * (dz - cz);
    nz := (cx + dx) * (dy - cy) - (cy + dy) * (dx - cx);
    l := sqrt(nx * nx + ny * ny + nz * nz);
    nx := nx / l; ny := ny / l; nz := nz / l;
    tx := ny * cz - nz * cy; ty := nz * cx - nx * cz; tz := nx * cy - ny * cx;
    len := nasmyth.angle(cx, cy, cz, dx, dy, dz);
    stops := ARRAY[0, len];
    FOR s IN 0 .. na - 1 LOOP
      k := i + 6 + 3 * s; e := i + 6 + 3 * ((s + 1) % na);
      mx := a[k + 1] * a[e + 2] - a[k + 2] * a[e + 1];
      my := a[k + 2] * a[e] - a[k] * a[e + 2];
      mz := a[k] * a[e + 1] - a[k + 1] * a[e];
      x := ny * mz - nz * my; y := nz * mx - nx * mz; z := nx * my - ny * mx;
      at := atan2(x * tx + y * ty + z * tz, x * cx + y * cy + z * cz);
      IF at > 0 AND at < len THEN
        stops := stops || at;
      END IF;
      at := CASE WHEN at > 0 THEN at - pi() ELSE at + pi() END;
      IF at > 0 AND at < len THEN
        stops := stops || at;
      END IF;
    END LOOP;
    stops := (SELECT array_agg(v ORDER BY v) FROM unnest(stops) v);
    FOR s IN 2 .. cardinality(stops) LOOP
      at := (stops[s - 1] + stops[s]) / 2;
      IF stops[s] - stops[s - 1] > 1e-12 AND NOT nasmyth.shape_holds(a, i,
          cx * cos(at) + tx * sin(at), cy * cos(at) + ty * sin(at), cz * cos(at) + tz * sin(at)) THEN
        RETURN false;
      END IF;
    END LOOP;
  END LOOP;
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION nasmyth.shape_contains(a float8[], i integer, b float8[], j integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  tol constant float8 := 8.726646259971648e-14;
  c integer; d integer; ra float8; rb float8;
BEGIN
  c := i + CASE a[i] WHEN 1 THEN 3 WHEN 2 THEN 4 ELSE 2 END;
  d := j + CASE b[j] WHEN 1 THEN 3 WHEN 2 THEN 4 ELSE 2 END;
  ra := CASE a[i] WHEN 1 THEN 0 WHEN 2 THEN a[i + 7] END;
  rb := CASE b[j] WHEN 1 THEN 0 WHEN 2 THEN b[j + 7] END;
  IF a[i] < 3 AND ra >= pi() - tol THEN
    RETURN true;
  END IF;
  IF a[i] < 3 AND b[j] < 3 THEN
    RETURN nasmyth.angle(a[c], a[c + 1], a[c + 2], b[d], b[d + 1], b[d + 2]) + rb <= ra + tol;
  END IF;
  IF a[i] < 3 AND ra > pi() / 2 THEN
    RETURN nasmyth.boundary_distance(b, j, -a[c], -a[c + 1], -a[c + 2]) >= pi() - ra - tol
      AND NOT (nasmyth.shape_holds(b, j, -a[c], -a[c + 1], -a[c + 2])
        AND nasmyth.boundary_distance(b, j, -a[c], -a[c + 1], -a[c + 2]) > tol);
  END IF;
  IF a[i] = 3 AND b[j] < 3 THEN
    RETURN nasmyth.shape_holds(a, i, b[d], b[d + 1], b[d + 2])
      AND nasmyth.boundary_distance(a, i, b[d], b[d + 1], b[d + 2]) >= rb - tol;
  END IF;
  FOR k IN 0 .. b[j + 1]::integer - 1 LOOP
    IF NOT nasmyth.shape_holds(a, i, b[j + 6 + 3 * k], b[j + 7 + 3 * k], b[j + 8 + 3 * k]) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN a[i] < 3 OR nasmyth.edges_stay(a, i, b, j);
END $$;

-- Questions to regions

CREATE OR REPLACE FUNCTION nasmyth.holds(region float8[], lon float8, lat float8) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
DECLARE
  v float8[]; i integer := 1; n integer := cardinality(region);
BEGIN
  IF NOT nasmyth.is_direction(lon, lat) THEN
    RETURN NULL;
  END IF;
  v := nasmyth.vector(lon, lat);
  WHILE i <= n LOOP
    IF nasmyth.shape_holds(region, i, v[1], v[2], v[3]) THEN
      RETURN true;
    END IF;
    i := i + nasmyth.shape_size(region, i);
  END LOOP;
  RETURN false;
END $$;

CREATE OR REPLACE FUNCTION nasmyth.intersects(a float8[], b float8[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
  i integer := 1; j integer;
BEGIN
  WHILE i <= cardinality(a) LOOP
    j := 1;
    WHILE j <= cardinality(b) LOOP
      IF nasmyth.shape_intersects(a, i, b, j) THEN
        RETURN true;
      END IF;
      j := j + nasmyth.shape_size(b, j);
    END LOOP;
    i := i + nasmyth.shape_size(a, i);
  END LOOP;
  RETURN false;
END $$;

-- Whether places on the boundary of a shape are all in a region; false is certain, true is not.
CREATE OR REPLACE FUNCTION nasmyth.seems_covered(a float8[], b float8[], j integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  d float8[]; x float8; y float8; z float8; ex float8[]; ey float8[]; l float8; t float8;
BEGIN
  IF b[j] = 3 THEN
    FOR k IN 0 .. b[j + 1]::integer - 1 LOOP
      d := nasmyth.direction(b[j + 6 + 3 * k], b[j + 7 + 3 * k], b[j + 8 + 3 * k]);
      IF NOT nasmyth.holds(a, d[1], d[2]) THEN
        RETURN false;
      END IF;
    END LOOP;
    RETURN true;
  END IF;
  IF b[j] = 1 THEN
    RETURN nasmyth.holds(a, b[j + 1], b[j + 2]);
  END IF;
  x := b[j + 4]; y := b[j + 5]; z := b[j + 6];
  ex := CASE WHEN abs(z) < 0.9 THEN ARRAY[-y, x, 0] ELSE ARRAY[0, -z, y] END;
  l := sqrt(ex[1] * ex[1] + ex[2] * ex[2] + ex[3] * ex[3]);
  ex := ARRAY[ex[1] / l, ex[2] / l, ex[3] / l];
  ey := ARRAY[y * ex[3] - z * ex[2], z * ex[1] - x * ex[3], x * ex[2] - y * ex[1]];
  FOR k IN 0 .. 31 LOOP
    t := k * pi() / 16;
    d := nasmyth.direction(
      x * cos(b[j + 7]) + sin(b[j + 7]) * (ex[1] * cos(t) + ey[1] * sin(t)),
      y * cos(b[j + 7]) + sin(b[j + 7]) * (ex[2] * cos(t) + ey[2] * sin(t)),
      z * cos(b[j + 7]) + sin(b[j + 7]) * (ex[3] * cos(t) + ey[3] * sin(t)));
    IF NOT nasmyth.holds(a, d[1], d[2]) THEN
      RETURN false;
    END IF;
  END LOOP;
  RETURN true;
END $$;

-- Whether a contains the whole of b.
CREATE OR REPLACE FUNCTION nasmyth.contains(a float8[], b float8[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
  i integer; j integer := 1; found boolean; met integer;
BEGIN
  WHILE j <= cardinality(b) LOOP
    i := 1;
    found := false;
    met := 0;
    WHILE i <= cardinality(a) AND NOT found LOOP
      found := nasmyth.shape_contains(a, i, b, j);
      IF NOT found AND nasmyth.shape_intersects(a, i, b, j) THEN
        met := met + 1;
      END IF;
      i := i + nasmyth.shape_size(a, i);
    END LOOP;
    IF NOT found AND met > 1 AND nasmyth.seems_covered(a, b, j) THEN
      RAISE EXCEPTION 'Whether several members of a union together contain a region cannot be told here.'
        USING ERRCODE = 'NS002';
    END IF;
    IF NOT found THEN
      RETURN false;
    END IF;
    j := j + nasmyth.shape_size(b, j);
  END LOOP;
  RETURN true;
END $$;

-- Refuses unions whose members overlap, for measures that would count the overlap twice.
CREATE OR REPLACE FUNCTION nasmyth.refuse_overlaps(r float8[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  i integer := 1; j integer;
BEGIN
  WHILE i <= cardinality(r) LOOP
    j := i + nasmyth.shape_size(r, i);
    WHILE j <= cardinality(r) LOOP
      IF r[i] > 1 AND r[j] > 1 AND nasmyth.shape_intersects(r, i, r, j) THEN
        RAISE EXCEPTION 'The area and centre of a union whose members overlap cannot be computed here.'
          USING ERRCODE = 'NS002';
      END IF;
      j := j + nasmyth.shape_size(r, j);
    END LOOP;
    i := i + nasmyth.shape_size(r, i);
  END LOOP;
END $$;

-- Square degrees.
CREATE OR REPLACE FUNCTION nasmyth.area(region float8[]) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
DECLARE
  i integer := 1; total float8 := 0;
BEGIN
  IF cardinality(region) > nasmyth.shape_size(region, 1) THEN
    PERFORM nasmyth.refuse_overlaps(region);
  END IF;
  WHILE i <= cardinality(region) LOOP
    total := total + CASE region[i]
      WHEN 1 THEN 0
      WHEN 2 THEN 4 * pi() * power(sin(region[i + 7] / 2), 2)
      ELSE nasmyth.signed_area(region, i + 6, region[i + 1]::integer, region[i + 2], region[i + 3], region[i + 4])
      END;
    i := i + nasmyth.shape_size(region, i);
  END LOOP;
  RETURN total * power(degrees(1), 2);
END $$;

-- The centre of mass, as a position.
CREATE OR REPLACE FUNCTION nasmyth.centroid(region float8[]) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
DECLARE
  r float8[] := region; i integer := 1; k integer; e integer; n integer;
  x float8 := 0; y float8 := 0; z float8 := 0; w float8; l float8;
  nx float8; ny float8; nz float8; d float8[];
  whole float8 := nasmyth.area(region);
BEGIN
  IF cardinality(r) = nasmyth.shape_size(r, 1) AND r[1] < 3 THEN
    RETURN nasmyth.point(r[2], r[3]);
  END IF;
  WHILE i <= cardinality(r) LOOP
    IF r[i] = 1 AND whole = 0 THEN
      x := x + r[i + 3]; y := y + r[i + 4]; z := z + r[i + 5];
    ELSIF r[i] = 2 THEN
      w := CASE WHEN whole = 0 THEN 1 ELSE pi() * power(sin(r[i + 7]), 2) END;
      x := x + w * r[i + 4]; y := y + w * r[i + 5]; z := z + w * r[i + 6];
    ELSIF r[i] = 3 THEN
      n := r[i + 1];
      FOR j IN 0 .. n - 1 LOOP
        k := i + 6 + 3 * j; e := i + 6 + 3 * ((j + 1) % n);
        nx := (r[k + 1] + r[e + 1]) * (r[e + 2] - r[k + 2]) - (r[k + 2] + r[e + 2]) * (r[e + 1] - r[k + 1]);
        ny := (r[k + 2] + r[e + 2]) * (r[e] - r[k]) - (r[k] + r[e]) * (r[e + 2] - r[k + 2]);
        nz := (r[k] + r[e]) * (r[e + 1] - r[k + 1]) - (r[k + 1] + r[e + 1]) * (r[e] - r[k]);
        l := sqrt(nx * nx + ny * ny + nz * nz);
        w := nasmyth.angle(r[k], r[k + 1], r[k + 2], r[e], r[e + 1], r[e + 2]) / 2 / l;
        x := x + w * nx; y := y + w * ny; z := z + w * nz;
      END LOOP;
    END IF;
    i := i + nasmyth.shape_size(r, i);
  END LOOP;
  d := nasmyth.direction(x, y, z);
  RETURN nasmyth.point(d[1], d[2]);
END $$;

CREATE OR REPLACE FUNCTION nasmyth.coordinate(region float8[], axis integer) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF region[1] <> 1 OR cardinality(region) <> 6 THEN
    RAISE EXCEPTION 'Only a point has coordinates.' USING ERRCODE = 'NS001';
  END IF;
  RETURN region[1 + axis];
END $$;

-- A region as STC-S text.
CREATE OR REPLACE FUNCTION nasmyth.stc(region float8[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  i integer := 1; n integer; members text[] := '{}';
BEGIN
  WHILE i <= cardinality(region) LOOP
    n := nasmyth.shape_size(region, i);
    members := members || CASE region[i]
      WHEN 1 THEN 'POSITION ' || array_to_string(region[i + 1 : i + 2], ' ')
      WHEN 2 THEN 'CIRCLE ' || array_to_string(region[i + 1 : i + 3], ' ')
      ELSE 'POLYGON ' || array_to_string(region[i + 6 + 3 * region[i + 1]::integer : i + n - 1], ' ') END;
    i := i + n;
  END LOOP;
  RETURN CASE cardinality(members) WHEN 1 THEN members[1]
    ELSE 'UNION (' || array_to_string(members, ' ') || ')' END;
END $$;

-- A region as the numbers of a DALI value; shape is POINT, CIRCLE or POLYGON.
CREATE OR REPLACE FUNCTION nasmyth.numbers(shape text, region float8[]) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF cardinality(region) <> nasmyth.shape_size(region, 1)
      OR region[1] <> (CASE shape WHEN 'POINT' THEN 1 WHEN 'CIRCLE' THEN 2 ELSE 3 END) THEN
    RAISE EXCEPTION 'A region of another kind cannot be delivered as a %.', lower(shape) USING ERRCODE = 'NS001';
  END IF;
  RETURN CASE region[1] WHEN 1 THEN region[2:3] WHEN 2 THEN region[2:4]
    ELSE region[7 + 3 * region[2]::integer : cardinality(region)] END;
END $$;

-- Index

-- The keys under which regions that hold a leaf cell are indexed: the cell's ancestors down to level 20.
CREATE OR REPLACE FUNCTION nasmyth.cell_keys(cell bigint) RETURNS bigint[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS 'SELECT array_agg((cell & -(1::bigint << (2 * (30 - level)))) | (1::bigint << (2 * (30 - level))))
  FROM generate_series(0, 20) AS level';

GRANT USAGE ON SCHEMA nasmyth TO PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA nasmyth TO PUBLIC;

COMMIT;
