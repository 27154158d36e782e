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
-- Boundaries belong to regions, within 5e-12 degrees; polygons reach less than 90 degrees from their middle. The
-- SQLSTATE NS001 says that a text or number describes no region, NS002 that a question cannot be answered here.

BEGIN;

CREATE SCHEMA IF NOT EXISTS nasmyth;

CREATE OR REPLACE FUNCTION nasmyth.version() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT 2';

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

-- Exact areas of unions, overlaps and differences

-- A region's bounding cap: unit vector and radius in radians.
CREATE OR REPLACE FUNCTION nasmyth.cap(r float8[]) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  i integer := 1; c integer; l float8; reach float8 := 0; x float8 := 0; y float8 := 0; z float8 := 0;
BEGIN
  WHILE i <= cardinality(r) LOOP
    c := i + CASE r[i] WHEN 1 THEN 3 WHEN 2 THEN 4 ELSE 2 END;
    x := x + r[c]; y := y + r[c + 1]; z := z + r[c + 2];
    i := i + nasmyth.shape_size(r, i);
  END LOOP;
  l := sqrt(x * x + y * y + z * z);
  IF l < 1e-6 THEN
    x := r[c]; y := r[c + 1]; z := r[c + 2]; l := 1;
  END IF;
  x := x / l; y := y / l; z := z / l;
  i := 1;
  WHILE i <= cardinality(r) LOOP
    c := i + CASE r[i] WHEN 1 THEN 3 WHEN 2 THEN 4 ELSE 2 END;
    reach := greatest(reach, nasmyth.angle(x, y, z, r[c], r[c + 1], r[c + 2])
      + CASE r[i] WHEN 1 THEN 0 WHEN 2 THEN r[i + 7] ELSE r[i + 5] END);
    i := i + nasmyth.shape_size(r, i);
  END LOOP;
  RETURN ARRAY[x, y, z, least(pi(), reach)];
END $$;

-- Two directions that make a right-handed frame with the unit vector p, and p itself.
CREATE OR REPLACE FUNCTION nasmyth.tangent(px float8, py float8, pz float8) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  x float8; y float8; z float8; l float8;
BEGIN
  IF abs(pz) < 0.9 THEN
    x := -py; y := px; z := 0;
  ELSE
    x := 0; y := -pz; z := py;
  END IF;
  l := sqrt(x * x + y * y + z * z);
  x := x / l; y := y / l; z := z / l;
  RETURN ARRAY[x, y, z, py * z - pz * y, pz * x - px * z, px * y - py * x, px, py, pz];
END $$;

-- A point near the middle of a cap that keeps clear of every boundary of the shapes that begin at the elements s.
CREATE OR REPLACE FUNCTION nasmyth.pole(r float8[], s integer[], cap float8[]) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  scale float8 := least(cap[4], 1);
  t float8[] := nasmyth.tangent(cap[1], cap[2], cap[3]);
  best float8[] := cap[1:3]; most float8 := -1;
  d float8; a float8; u float8; v float8; w float8; x float8; y float8; z float8; clear float8; i integer;
BEGIN
  FOR k IN 0 .. 23 LOOP
    EXIT WHEN most >= 0.02 * scale;
    d := 0.9 * scale * sqrt((k + 0.31) / 24);
    a := k * 2.399963229728653 + 0.7;
    u := sin(d) * cos(a); v := sin(d) * sin(a); w := cos(d);
    x := u * t[1] + v * t[4] + w * t[7]; y := u * t[2] + v * t[5] + w * t[8]; z := u * t[3] + v * t[6] + w * t[9];
    clear := pi();
    FOREACH i IN ARRAY s LOOP
      clear := least(clear, CASE r[i]
        WHEN 2 THEN abs(nasmyth.angle(x, y, z, r[i + 4], r[i + 5], r[i + 6]) - r[i + 7])
        ELSE nasmyth.boundary_distance(r, i, x, y, z) END);
    END LOOP;
    IF clear > most THEN
      most := clear;
      best := ARRAY[x, y, z];
    END IF;
  END LOOP;
  RETURN best;
END $$;

-- The boundary of one shape as arcs about the pole of a frame t, 19 numbers each: axis (1 to 3), radius, start, end,
-- length, number of the shape, azimuth of the axis, sine and cosine of its distance from the pole, sine and cosine of
-- the radius (1 and 0 for great circles), first and last azimuth. An arc runs anticlockwise about its axis.
CREATE OR REPLACE FUNCTION nasmyth.arcs(r float8[], i integer, shape integer, t float8[]) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  n integer; k integer; e integer; arcs float8[] := '{}'; l float8; g float8; first float8; last float8;
  ax float8; ay float8; az float8; ox float8; oy float8; oz float8;
  x float8; y float8; z float8; u float8; v float8; w float8;
  f float8[];
BEGIN
  IF r[i] = 2 THEN
    -- The arc about the smaller side, whichever lies within.
    g := CASE WHEN r[i + 7] > pi() / 2 THEN -1 ELSE 1 END;
    ax := g * r[i + 4]; ay := g * r[i + 5]; az := g * r[i + 6];
    x := ax * t[1] + ay * t[2] + az * t[3]; y := ax * t[4] + ay * t[5] + az * t[6];
    z := ax * t[7] + ay * t[8] + az * t[9];
    l := CASE WHEN g < 0 THEN pi() - r[i + 7] ELSE r[i + 7] END;
    f := nasmyth.tangent(x, y, z);
    RETURN ARRAY[x, y, z, l, f[1], f[2], f[3], f[1], f[2], f[3], 2 * pi(), shape,
      atan2(y, x), sqrt(x * x + y * y), z,
      CASE WHEN l = pi() / 2 THEN 1 ELSE sin(l) END, CASE WHEN l = pi() / 2 THEN 0 ELSE cos(l) END, 0, 0];
  END IF;
  n := r[i + 1];
  FOR j IN 0 .. n - 1 LOOP
    k := i + 6 + 3 * j; e := i + 6 + 3 * ((j + 1) % n);
    ax := r[k] * t[1] + r[k + 1] * t[2] + r[k + 2] * t[3];
    ay := r[k] * t[4] + r[k + 1] * t[5] + r[k + 2] * t[6];
    az := r[k] * t[7] + r[k + 1] * t[8] + r[k + 2] * t[9];
    ox := r[e] * t[1] + r[e + 1] * t[2] + r[e + 2] * t[3];
    oy := r[e] * t[4] + r[e + 1] * t[5] + r[e + 2] * t[6];
    oz := r[e] * t[7] + r[e + 1] * t[8] + r[e + 2] * t[9];
    u := (ay + oy) * (oz - az) - (az + oz) * (oy - ay);
    v := (az + oz) * (ox - ax) - (ax + ox) * (oz - az);
    w := (ax + ox) * (oy - ay) - (ay + oy) * (ox - ax);
    l := sqrt(u * u + v * v + w * w);
    u := u / l; v := v / l; w := w / l;
    first := CASE WHEN w > 0 THEN atan2(ay, ax) ELSE atan2(oy, ox) END;
    last := CASE WHEN w > 0 THEN atan2(oy, ox) ELSE atan2(ay, ax) END;
    arcs := arcs || ARRAY[u, v, w, pi() / 2, ax, ay, az, ox, oy, oz, nasmyth.angle(ax, ay, az, ox, oy, oz), shape,
      atan2(v, u), sqrt(u * u + v * v), w, 1, 0, first, last];
  END LOOP;
  RETURN arcs;
END $$;

-- Azimuths at which the full circle of the arc at j meets the arc at i.
CREATE OR REPLACE FUNCTION nasmyth.contacts(a float8[], i integer, j integer) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  d float8 := nasmyth.angle(a[i], a[i + 1], a[i + 2], a[j], a[j + 1], a[j + 2]);
  h float8; heron float8; middle float8; side float8; at float8; found float8[] := '{}';
  x float8; y float8; z float8; px float8; py float8;
BEGIN
  -- Half the perimeter of the triangle of both centres and a meeting point, and Heron's rule for it.
  h := (a[i + 3] + a[j + 3] + d) / 2;
  heron := 4 * sin(h) * sin(h - a[i + 3]) * sin(h - a[j + 3]) * sin(h - d);
  IF heron < 0 OR d < 1e-16 THEN
    RETURN found;
  END IF;
  x := a[i + 1] * a[i + 6] - a[i + 2] * a[i + 5];
  y := a[i + 2] * a[i + 4] - a[i] * a[i + 6];
  z := a[i] * a[i + 5] - a[i + 1] * a[i + 4];
  side := atan2(sqrt(heron), 2 * a[i + 16] * power(sin(d / 2), 2)
    + 2 * sin((a[i + 3] + a[j + 3]) / 2) * sin((a[i + 3] - a[j + 3]) / 2));
  middle := atan2(a[j] * x + a[j + 1] * y + a[j + 2] * z,
    a[j] * a[i + 4] + a[j + 1] * a[i + 5] + a[j + 2] * a[i + 6]);
  FOR k IN 0 .. 1 LOOP
    at := middle + (2 * k - 1) * side;
    at := at - 2 * pi() * floor(at / (2 * pi()));
    IF at <= a[i + 10] THEN
      px := a[i] * a[i + 16] + a[i + 15] * (a[i + 4] * cos(at) + x * sin(at));
      py := a[i + 1] * a[i + 16] + a[i + 15] * (a[i + 5] * cos(at) + y * sin(at));
      found := found || atan2(py, px);
    END IF;
  END LOOP;
  RETURN found;
END $$;

-- Distance from the pole at which a ray meets the arc at i; beyond pi where that branch (-1 or 1) does not exist.
CREATE OR REPLACE FUNCTION nasmyth.arc_distance(a float8[], i integer, azimuth float8, branch integer) RETURNS float8
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  s float8; d float8;
BEGIN
  IF a[i + 16] = 0 THEN
    IF branch < 0 THEN
      RETURN 4;
    END IF;
    s := CASE WHEN a[i + 14] < 0 THEN -1 ELSE 1 END;
    RETURN atan2(s * a[i + 14], -s * a[i + 13] * cos(azimuth - a[i + 12]));
  END IF;
  s := a[i + 13] * sin(azimuth - a[i + 12]);
  d := atan2(a[i + 13] * cos(azimuth - a[i + 12]), a[i + 14])
    + branch * atan2(sqrt(greatest(0, (a[i + 15] - s) * (a[i + 15] + s))), a[i + 16]);
  RETURN d - 2 * pi() * floor(d / (2 * pi()));
END $$;

-- What lies between the pole and the arc at i from one azimuth to another: its area, and the integral of the direction.
CREATE OR REPLACE FUNCTION nasmyth.arc_sector(a float8[], i integer, f float8, t float8, branch integer)
RETURNS float8[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  d float8 := nasmyth.arc_distance(a, i, f, branch);
  e float8 := nasmyth.arc_distance(a, i, t, branch);
  px float8 := sin(d) * cos(f); py float8 := sin(d) * sin(f); pz float8 := cos(d);
  cx float8 := sin(e) * cos(t) - px; cy float8 := sin(e) * sin(t) - py;
  cz float8 := 2 * sin((d + e) / 2) * sin((d - e) / 2);
  x float8 := a[i]; y float8 := a[i + 1]; z float8 := a[i + 2]; r float8 := a[i + 15]; c float8 := a[i + 16];
  ux float8 := px - c * x; uy float8 := py - c * y; uz float8 := pz - c * z;
  sine float8; cosine float8; turn float8; u float8; tangents float8; area float8;
BEGIN
  sine := x * (uy * cz - uz * cy) + y * (uz * cx - ux * cz) + z * (ux * cy - uy * cx);
  cosine := ux * (ux + cx) + uy * (uy + cy) + uz * (uz + cz);
  turn := CASE WHEN cosine > 0
    THEN sign(sine) * 2 * asin(least(1, sqrt(cx * cx + cy * cy + cz * cz) / (2 * r)))
    ELSE atan2(sine, cosine) END;
  tangents := tan(d / 2) * tan(e / 2);
  area := 2 * atan2(tangents * sin(t - f), 1 + tangents * cos(t - f));
  IF c <> 0 THEN
    u := power(tan(a[i + 3] / 2), 2);
    area := area + CASE WHEN abs(turn) < 1e-4
      THEN u * (1 - u) / power(1 + u, 3) * power(turn, 3) / 3
      ELSE 2 * u / (1 + u) * turn - 2 * atan2(u * sin(turn), 1 + u * cos(turn)) END;
  END IF;
  RETURN ARRAY[area,
    (c * (y * cz - z * cy) + x * r * r * turn - d * sin(f) + e * sin(t)) / 2,
    (c * (z * cx - x * cz) + y * r * r * turn + d * cos(f) - e * cos(t)) / 2,
    (c * (x * cy - y * cx) + z * r * r * turn) / 2];
END $$;

-- The area in steradians and the integral of the direction over what is in a and (wanted = 1) nowhere else to be, or
-- (2) in b as well, or (3) not in b. A ray turns about a pole; between the azimuths of corners and contacts it meets
-- the same arcs in the same order.
CREATE OR REPLACE FUNCTION nasmyth.sweep(a float8[], b float8[], wanted integer) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  r float8[] := a || b;
  s integer[] := '{}'; firsts integer := 0;
  cap float8[] := nasmyth.cap(a); other float8[];
  p float8[]; t float8[]; arcs float8[] := '{}'; starts integer[] := '{}'; n integer;
  inside boolean[]; at_pole boolean[] := '{}';
  events float8[] := ARRAY[-pi(), -pi() / 2, 0, pi() / 2, pi()];
  distance float8[]; arc integer[]; branch integer[]; met integer;
  i integer := 1; j integer; k integer; f float8; h float8; d float8; m float8; before boolean; now boolean;
  in_a integer; in_b integer; pole_a integer := 0; pole_b integer := 0; step integer;
  part float8[]; sum float8[] := '{0,0,0,0}'; turned float8; w float8;
BEGIN
  WHILE i <= cardinality(r) LOOP
    IF r[i] = 3 OR (r[i] = 2 AND r[i + 7] > 8.726646259971648e-14) THEN
      s := s || i;
      firsts := firsts + CASE WHEN i <= cardinality(a) THEN 1 ELSE 0 END;
    END IF;
    i := i + nasmyth.shape_size(r, i);
  END LOOP;
  IF firsts = 0 OR (wanted = 2 AND firsts = cardinality(s)) THEN
    RETURN sum;
  END IF;
  IF wanted = 2 THEN
    other := nasmyth.cap(b);
    cap := CASE WHEN other[4] < cap[4] THEN other ELSE cap END;
  END IF;
  p := nasmyth.pole(r, s, cap);
  t := nasmyth.tangent(p[1], p[2], p[3]);
  FOR k IN 1 .. cardinality(s) LOOP
    at_pole := at_pole || nasmyth.shape_holds(r, s[k], p[1], p[2], p[3]);
    IF at_pole[k] THEN
      pole_a := pole_a + CASE WHEN k <= firsts THEN 1 ELSE 0 END;
      pole_b := pole_b + CASE WHEN k <= firsts THEN 0 ELSE 1 END;
    END IF;
    IF r[s[k]] = 3 OR r[s[k] + 7] < pi() - 8.726646259971648e-14 THEN
      arcs := arcs || nasmyth.arcs(r, s[k], k, t);
    END IF;
  END LOOP;
  n := cardinality(arcs) / 19;
  FOR k IN 0 .. n - 1 LOOP
    i := 19 * k + 1;
    IF arcs[i + 10] < 2 * pi() THEN
      events := events || arcs[i + 17] || arcs[i + 18];
    ELSE
      FOR q IN 0 .. 1 LOOP
        f := arcs[i + 12] + q * pi();
        events := events || f;
        IF arcs[i + 15] < arcs[i + 13] THEN
          h := asin(arcs[i + 15] / arcs[i + 13]);
          events := events || (f - h) || (f + h);
        END IF;
      END LOOP;
    END IF;
    FOR l IN k + 1 .. n - 1 LOOP
      IF arcs[i + 11] <> arcs[19 * l + 12] THEN
        events := events || nasmyth.contacts(arcs, i, 19 * l + 1);
      END IF;
    END LOOP;
  END LOOP;
  events := (SELECT array_agg(e ORDER BY e) FROM (SELECT CASE WHEN abs(v) <= pi() THEN v
    ELSE v - 2 * pi() * round(v / (2 * pi())) END AS e FROM unnest(events) AS v) AS wrapped);
  FOR q IN 2 .. cardinality(events) LOOP
    f := events[q - 1]; h := events[q];
    CONTINUE WHEN h <= f;
    m := (f + h) / 2;
    met := 0;
    distance := '{}'; arc := '{}'; branch := '{}';
    FOR k IN 0 .. n - 1 LOOP
      i := 19 * k + 1;
      IF arcs[i + 10] < 2 * pi() THEN
        CONTINUE WHEN NOT CASE WHEN arcs[i + 17] <= arcs[i + 18] THEN arcs[i + 17] <= m AND m < arcs[i + 18]
          ELSE arcs[i + 17] <= m OR m < arcs[i + 18] END;
      END IF;
      CONTINUE WHEN arcs[i + 16] <> 0 AND abs(arcs[i + 13] * sin(m - arcs[i + 12])) >= arcs[i + 15];
      FOR o IN 0 .. 1 LOOP
        d := nasmyth.arc_distance(arcs, i, m, 2 * o - 1);
        IF d <= pi() THEN
          met := met + 1;
          j := met;
          WHILE j > 1 AND distance[j - 1] > d LOOP
            distance[j] := distance[j - 1]; arc[j] := arc[j - 1]; branch[j] := branch[j - 1];
            j := j - 1;
          END LOOP;
          distance[j] := d; arc[j] := i; branch[j] := 2 * o - 1;
        END IF;
      END LOOP;
    END LOOP;
    inside := at_pole; in_a := pole_a; in_b := pole_b;
    before := in_a > 0 AND (wanted = 1 OR (wanted = 2) = (in_b > 0));
    FOR k IN 1 .. met LOOP
      j := arcs[arc[k] + 11];
      inside[j] := NOT inside[j];
      step := CASE WHEN inside[j] THEN 1 ELSE -1 END;
      in_a := in_a + CASE WHEN j <= firsts THEN step ELSE 0 END;
      in_b := in_b + CASE WHEN j <= firsts THEN 0 ELSE step END;
      now := in_a > 0 AND (wanted = 1 OR (wanted = 2) = (in_b > 0));
      IF now <> before THEN
        part := nasmyth.arc_sector(arcs, arc[k], f, h, branch[k]);
        w := CASE WHEN now THEN -1 ELSE 1 END;
        sum[1] := sum[1] + w * part[1]; sum[2] := sum[2] + w * part[2];
        sum[3] := sum[3] + w * part[3]; sum[4] := sum[4] + w * part[4];
        before := now;
      END IF;
    END LOOP;
    IF before THEN
      sum[1] := sum[1] + 2 * (h - f);
      sum[2] := sum[2] + pi() * (sin(h) - sin(f)) / 2;
      sum[3] := sum[3] - pi() * (cos(h) - cos(f)) / 2;
    END IF;
  END LOOP;
  RETURN ARRAY[greatest(0, sum[1]),
    sum[2] * t[1] + sum[3] * t[4] + sum[4] * t[7],
    sum[2] * t[2] + sum[3] * t[5] + sum[4] * t[8],
    sum[2] * t[3] + sum[3] * t[6] + sum[4] * t[9]];
END $$;

-- Length of a shape's boundary in radians.
CREATE OR REPLACE FUNCTION nasmyth.perimeter(r float8[], i integer) RETURNS float8
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  n integer; k integer; e integer; total float8 := 0;
BEGIN
  IF r[i] < 3 THEN
    RETURN CASE r[i] WHEN 1 THEN 0 ELSE 2 * pi() * sin(r[i + 7]) END;
  END IF;
  n := r[i + 1];
  FOR j IN 0 .. n - 1 LOOP
    k := i + 6 + 3 * j; e := i + 6 + 3 * ((j + 1) % n);
    total := total + nasmyth.angle(r[k], r[k + 1], r[k + 2], r[e], r[e + 1], r[e + 2]);
  END LOOP;
  RETURN total;
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
  i integer; j integer := 1; found boolean; met integer; m float8[];
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
    -- Gaps between members do not count that are smaller in area than the perimeter times 1e-12.
    IF NOT found AND met > 1 AND nasmyth.seems_covered(a, b, j) THEN
      m := nasmyth.sweep(b[j : j + nasmyth.shape_size(b, j) - 1], a, 3);
      found := b[j] > 1 AND m[1] <= 1e-12 * nasmyth.perimeter(b, j);
    END IF;
    IF NOT found THEN
      RETURN false;
    END IF;
    j := j + nasmyth.shape_size(b, j);
  END LOOP;
  RETURN true;
END $$;

-- Whether two members of a union with an area have something in common.
CREATE OR REPLACE FUNCTION nasmyth.overlaps_itself(r float8[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  i integer := 1; j integer;
BEGIN
  WHILE i <= cardinality(r) LOOP
    j := i + nasmyth.shape_size(r, i);
    WHILE j <= cardinality(r) LOOP
      IF r[i] > 1 AND r[j] > 1 AND nasmyth.shape_intersects(r, i, r, j) THEN
        RETURN true;
      END IF;
      j := j + nasmyth.shape_size(r, j);
    END LOOP;
    i := i + nasmyth.shape_size(r, i);
  END LOOP;
  RETURN false;
END $$;

-- Square degrees.
CREATE OR REPLACE FUNCTION nasmyth.area(region float8[]) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
DECLARE
  i integer := 1; total float8 := 0; m float8[];
BEGIN
  IF cardinality(region) > nasmyth.shape_size(region, 1) AND nasmyth.overlaps_itself(region) THEN
    m := nasmyth.sweep(region, '{}', 1);
    RETURN m[1] * power(degrees(1), 2);
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
  whole float8 := nasmyth.area(region); members integer := 0;
BEGIN
  IF cardinality(r) = nasmyth.shape_size(r, 1) AND r[1] < 3 THEN
    RETURN nasmyth.point(r[2], r[3]);
  END IF;
  IF cardinality(r) > nasmyth.shape_size(r, 1) AND nasmyth.overlaps_itself(r) THEN
    d := nasmyth.sweep(r, '{}', 1);
    x := d[2]; y := d[3]; z := d[4]; i := cardinality(r) + 1;
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
    members := members + 1;
    i := i + nasmyth.shape_size(r, i);
  END LOOP;
  -- Without a preferred direction it is the middle of the bounding cap.
  IF sqrt(x * x + y * y + z * z) <= 1e-12 * (CASE WHEN whole = 0 THEN members ELSE radians(radians(whole)) END) THEN
    d := nasmyth.cap(r);
    x := d[1]; y := d[2]; z := d[3];
  END IF;
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

-- The common area of two regions in square degrees.
CREATE OR REPLACE FUNCTION nasmyth.overlap_area(a float8[], b float8[]) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $$
DECLARE
  m float8[];
BEGIN
  IF NOT nasmyth.intersects(a, b) THEN
    RETURN 0;
  END IF;
  IF cardinality(a) = nasmyth.shape_size(a, 1) AND cardinality(b) = nasmyth.shape_size(b, 1) THEN
    IF nasmyth.shape_contains(a, 1, b, 1) THEN
      RETURN nasmyth.area(b);
    END IF;
    IF nasmyth.shape_contains(b, 1, a, 1) THEN
      RETURN nasmyth.area(a);
    END IF;
  END IF;
  m := nasmyth.sweep(a, b, 2);
  RETURN m[1] * power(degrees(1), 2);
END $$;

-- A region from its text as a column delivers it, in STC-S or as pgSphere writes it.
CREATE OR REPLACE FUNCTION nasmyth.of_text(written text) RETURNS float8[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS 'SELECT CASE WHEN left(written, 1) IN (''('', ''<'', ''{'') THEN nasmyth.of_sphere(written)
  ELSE nasmyth.parse(written) END';

-- Functions of the IVOA's catalogue

-- Every second bit of a number, from the lowest on, brought together.
CREATE OR REPLACE FUNCTION nasmyth.gathered(bits bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  b bigint := bits & 6148914691236517205;
BEGIN
  b := (b | (b >> 1)) & 3689348814741910323;
  b := (b | (b >> 2)) & 1085102592571150095;
  b := (b | (b >> 4)) & 71777214294589695;
  b := (b | (b >> 8)) & 281470681808895;
  RETURN (b | (b >> 16)) & 4294967295;
END $$;

-- The opposite.
CREATE OR REPLACE FUNCTION nasmyth.spread(bits bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  b bigint := (bits | (bits << 16)) & 281470681808895;
BEGIN
  b := (b | (b << 8)) & 71777214294589695;
  b := (b | (b << 4)) & 1085102592571150095;
  b := (b | (b << 2)) & 3689348814741910323;
  RETURN (b | (b << 1)) & 6148914691236517205;
END $$;

CREATE OR REPLACE FUNCTION nasmyth.refuse_order(name text, o integer) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF o < 0 OR o > 29 THEN
    RAISE EXCEPTION '%: the order has to lie between 0 and 29, got %.', name, o USING ERRCODE = 'NS001';
  END IF;
END $$;

-- The number of the HEALPix cell that holds a direction, in NESTED numbering (Gorski et al. 2005, ApJ 622, 759).
CREATE OR REPLACE FUNCTION nasmyth.healpix_index(o integer, lon float8, lat float8) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  side bigint; z float8; quarters float8; across float8; along float8; within float8; far float8;
  rising bigint; falling bigint; upper_face bigint; lower_face bigint; face bigint; quarter bigint;
BEGIN
  PERFORM nasmyth.refuse_order('ivo_healpix_index', o);
  IF NOT nasmyth.is_direction(lon, lat) THEN
    RAISE EXCEPTION 'ivo_healpix_index: longitude % and latitude % are no position.', lon, lat
      USING ERRCODE = 'NS001';
  END IF;
  side := 1::bigint << o;
  z := sind(lat);
  quarters := (lon - 360 * floor(lon / 360)) / 90;
  IF abs(z) <= 2.0 / 3 THEN
    across := side * (0.5 + quarters);
    along := side * z * 0.75;
    rising := floor(across + along);
    falling := floor(across - along);
    upper_face := falling >> o;
    lower_face := rising >> o;
    face := CASE WHEN upper_face = lower_face THEN upper_face | 4 WHEN upper_face < lower_face THEN upper_face
      ELSE lower_face + 8 END;
    RETURN (face << (2 * o)) + nasmyth.spread(rising & (side - 1))
      + (nasmyth.spread(side - 1 - (falling & (side - 1))) << 1);
  END IF;
  quarter := least(3, floor(quarters));
  within := quarters - quarter;
  far := side * CASE WHEN abs(z) < 0.99 THEN sqrt(3 * (1 - abs(z))) ELSE cosd(lat) / sqrt((1 + abs(z)) / 3) END;
  falling := least(side - 1, floor(within * far));
  rising := least(side - 1, floor((1 - within) * far));
  RETURN CASE WHEN z >= 0
    THEN (quarter << (2 * o)) + nasmyth.spread(side - 1 - rising) + (nasmyth.spread(side - 1 - falling) << 1)
    ELSE ((quarter + 8) << (2 * o)) + nasmyth.spread(falling) + (nasmyth.spread(rising) << 1) END;
END $$;

CREATE OR REPLACE FUNCTION nasmyth.healpix_index(o integer, point float8[]) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS 'SELECT nasmyth.healpix_index(o, point[1], point[2])';

-- Longitude and latitude of the centre of a HEALPix cell.
CREATE OR REPLACE FUNCTION nasmyth.healpix_center(o integer, index bigint) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  side bigint; face integer; x bigint; y bigint; h bigint; ring bigint; lon float8; depth float8; lat float8;
BEGIN
  PERFORM nasmyth.refuse_order('ivo_healpix_center', o);
  IF index < 0 OR index >= 12::bigint << (2 * o) THEN
    RAISE EXCEPTION 'ivo_healpix_center: the index at order % has to lie between 0 and %, got %.',
      o, (12::bigint << (2 * o)) - 1, index USING ERRCODE = 'NS001';
  END IF;
  side := 1::bigint << o;
  face := index >> (2 * o);
  x := nasmyth.gathered(index & ((1::bigint << (2 * o)) - 1));
  y := nasmyth.gathered((index & ((1::bigint << (2 * o)) - 1)) >> 1);
  h := ((2 + face / 4)::bigint << o) - x - y - 1;
  ring := CASE WHEN h < side THEN h WHEN h > 3 * side THEN 4 * side - h ELSE side END;
  lon := 45.0::float8 * ((CASE WHEN face / 4 = 1 THEN 0 ELSE 1 END + 2 * (face % 4)) * ring + x - y) / ring;
  lon := lon - 360 * floor(lon / 360);
  IF h < side OR h > 3 * side THEN
    depth := power(ring::float8 / side, 2) / 3;
    lat := degrees(atan2(1 - depth, sqrt(depth * (2 - depth))));
    RETURN ARRAY[lon, CASE WHEN h < side THEN lat ELSE -lat END];
  END IF;
  RETURN ARRAY[lon, degrees(asin((2.0::float8 * side - h) * 2 / (3.0::float8 * side)))];
END $$;

-- The position at another epoch, moved uniformly in space (ESA SP-1200, volume 1, section 1.5.5).
CREATE OR REPLACE FUNCTION nasmyth.epoch_prop_pos(ra float8, "dec" float8, parallax float8, pmra float8, pmdec float8,
  radial_velocity float8, ref_epoch float8, out_epoch float8) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  name text := CASE WHEN ra IS NULL THEN 'ra' WHEN "dec" IS NULL THEN 'dec' WHEN out_epoch IS NULL THEN 'out_epoch'
    WHEN ref_epoch IS NULL THEN 'ref_epoch' END;
  years float8 := out_epoch - ref_epoch;
  east float8 := coalesce(pmra, 0) * radians(1 / 3.6e6);
  north float8 := coalesce(pmdec, 0) * radians(1 / 3.6e6);
  along float8 := 1 + coalesce(radial_velocity, 0) * coalesce(parallax, 0) / 4.740470446 * radians(1 / 3.6e6) * years;
BEGIN
  IF name IS NOT NULL THEN
    RAISE EXCEPTION 'ivo_epoch_prop_pos: % must not be NULL.', name USING ERRCODE = 'NS001';
  END IF;
  IF NOT nasmyth.is_direction(ra, "dec") THEN
    RAISE EXCEPTION 'ivo_epoch_prop_pos: longitude % and latitude % are no position.', ra, "dec"
      USING ERRCODE = 'NS001';
  END IF;
  RETURN nasmyth.direction(
    cosd("dec") * cosd(ra) * along + (-sind(ra) * east - sind("dec") * cosd(ra) * north) * years,
    cosd("dec") * sind(ra) * along + (cosd(ra) * east - sind("dec") * sind(ra) * north) * years,
    sind("dec") * along + cosd("dec") * north * years);
END $$;

-- The numbers of a point, circle or polygon in another frame. Frames are named by the IVOA's words.
CREATE OR REPLACE FUNCTION nasmyth.frame_change(source text, target text, numbers float8[]) RETURNS float8[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  f float8[] := nasmyth.frame(source);
  t float8[] := nasmyth.frame(target);
  pairs integer := cardinality(numbers) / 2;
  c float8[] := numbers[1 : 2 * pairs];
BEGIN
  IF source = target THEN
    RETURN numbers;
  END IF;
  IF f IS NOT NULL THEN
    c := nasmyth.rotated_all(c, f);
  END IF;
  IF t IS NOT NULL THEN
    c := nasmyth.rotated_all(c, ARRAY[t[1], t[4], t[7], t[2], t[5], t[8], t[3], t[6], t[9]]);
  END IF;
  RETURN c || numbers[2 * pairs + 1 : cardinality(numbers)];
END $$;

-- Degrees of an angle in degrees, or in hours, minutes and seconds; NULL if the text is none.
CREATE OR REPLACE FUNCTION nasmyth.sexagesimal(written text, in_degrees boolean) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  w text := btrim(written, E' \t\n\r\f\v');
  sign text := CASE WHEN in_degrees THEN '^([+-]?)' ELSE '^()' END;
  letter text := CASE WHEN in_degrees THEN '[dD]' ELSE '[hH]' END;
  m text[];
  angle float8;
BEGIN
  m := coalesce(
    regexp_match(w, sign || '(\d{1,3}):(\d{1,2}):(\d{1,2}(?:\.\d*)?)$'),
    regexp_match(w, sign || '(\d{1,3})' || letter || '(\d{1,2})[mM](\d{1,2}(?:\.\d*)?)[sS]$'),
    regexp_match(w, sign || '(\d{2})(\d{2})(\d{2}(?:\.\d*)?)$'));
  IF m IS NULL OR m[2]::integer > (CASE WHEN in_degrees THEN 360 ELSE 24 END)
      OR m[3]::integer >= 60 OR m[4]::float8 >= 60 THEN
    RETURN NULL;
  END IF;
  angle := (CASE WHEN in_degrees THEN 1 ELSE 15 END)
    * (m[2]::integer * 3600 + m[3]::integer * 60 + m[4]::float8) / 3600;
  RETURN CASE WHEN m[1] = '-' THEN -angle ELSE angle END;
END $$;

CREATE OR REPLACE FUNCTION nasmyth.interval_overlaps(a1 float8, b1 float8, a2 float8, b2 float8) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS 'SELECT CAST(greatest(a1, a2) <= least(b1, b2) AS integer)';

-- How often each of the numbers 0 to size - 1 occurs.
CREATE OR REPLACE FUNCTION nasmyth.histogram_step(counts integer[], bin integer, size integer) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF counts IS NULL THEN
    counts := array_fill(0, ARRAY[size]);
  END IF;
  counts[bin + 1] := counts[bin + 1] + 1;
  RETURN counts;
END $$;

CREATE OR REPLACE AGGREGATE nasmyth.histogram(bin integer, size integer)
  (SFUNC = nasmyth.histogram_step, STYPE = integer[], PARALLEL = SAFE);

-- Index

-- The keys under which regions that hold a leaf cell are indexed: the cell's ancestors down to level 20.
CREATE OR REPLACE FUNCTION nasmyth.cell_keys(cell bigint) RETURNS bigint[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS 'SELECT array_agg((cell & -(1::bigint << (2 * (30 - level)))) | (1::bigint << (2 * (30 - level))))
  FROM generate_series(0, 20) AS level';

GRANT USAGE ON SCHEMA nasmyth TO PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA nasmyth TO PUBLIC;

COMMIT;
