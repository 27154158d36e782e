// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table.Attribute;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Rights;
import org.nasmyth.products.tables.Mapping.MappedColumn;
import org.nasmyth.products.tables.Mapping.Word;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.FramedRegion;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.StcText;

/** Makes products of rows. */
final class ProductBuilder {

  private ProductBuilder() {}

  /**
   * A raw frame or science product.
   *
   * @param row of a table of datasets
   * @param file of the table of files; null for none
   * @param stored of the table of stored files; null for none
   */
  static Product dataset(Row row, @Nullable Row file, @Nullable Row stored) {
    String id = row.required(MappedColumn.ID);
    return new Product(
        id,
        isRaw(row) ? Product.Kind.RAW : Product.Kind.PRODUCT,
        row.text(MappedColumn.TYPE),
        row.text(MappedColumn.TITLE),
        file(id, file == null ? row : file, stored),
        coverage(row),
        rights(row),
        row.text(MappedColumn.DOCUMENTATION),
        null,
        List.of());
  }

  /** As much of a dataset as is needed to decide who may know of it. */
  static Product outline(Row row) {
    String id = row.required(MappedColumn.ID);
    return new Product(
        id,
        isRaw(row) ? Product.Kind.RAW : Product.Kind.PRODUCT,
        null,
        null,
        file(id, row, null),
        Coverage.UNKNOWN,
        rights(row),
        null,
        null,
        List.of());
  }

  private static boolean isRaw(Row row) {
    return "raw".equalsIgnoreCase(row.mapping().words().get(Word.KIND));
  }

  /** A product with what else its row says. */
  static Product described(Product product, Row row, Map<String, Column> columns) {
    return new Product(
        product.id(),
        product.kind(),
        product.type(),
        product.title(),
        product.file(),
        product.coverage(),
        product.rights(),
        product.documentation(),
        product.owner(),
        facts(row, columns));
  }

  /** A file that comes with a product, under the product's rights. */
  static Product auxiliary(Row file, Product owner, @Nullable Row stored) {
    String id = file.required(MappedColumn.ID);
    return new Product(
        id,
        Product.Kind.AUXILIARY,
        null,
        null,
        file(id, file, stored),
        Coverage.UNKNOWN,
        owner.rights(),
        owner.documentation(),
        owner.id(),
        List.of());
  }

  /** A calibration made from frames, which is everybody's. */
  static Product master(Row made, @Nullable Row stored) {
    String id = made.required(MappedColumn.ID);
    return new Product(
        id,
        Product.Kind.MASTER,
        null,
        null,
        file(id, made, stored),
        Coverage.UNKNOWN,
        Rights.UNKNOWN,
        null,
        null,
        List.of());
  }

  /** The log of the night of a raw frame, under the frame's rights. */
  static Product log(String id, Product frame, @Nullable Row stored) {
    DataFile file =
        stored != null
            ? file(id, stored, stored)
            : new DataFile(id, null, id + ".txt", null, OptionalLong.empty(), null);
    return new Product(
        id,
        Product.Kind.LOG,
        null,
        null,
        new DataFile(
            file.reference(), id + ".txt", id + ".txt", "text/plain", file.length(), "Night Log"),
        Coverage.UNKNOWN,
        frame.rights(),
        null,
        frame.id(),
        List.of());
  }

  private static DataFile file(String id, Row row, @Nullable Row stored) {
    return new DataFile(
        stored == null ? id : stored.required(MappedColumn.PATH),
        row.text(MappedColumn.NAME),
        original(row),
        stored == null ? null : stored.text(MappedColumn.CONTENT_TYPE),
        stored == null ? OptionalLong.empty() : stored.whole(MappedColumn.LENGTH),
        row.text(MappedColumn.CATEGORY));
  }

  private static @Nullable String original(Row row) {
    String original = row.text(MappedColumn.ORIGINAL);
    String extension = row.text(MappedColumn.EXTENSION);
    if (original != null && extension != null && original.indexOf('.') < 0) {
      return original + "." + extension.toLowerCase(Locale.ROOT);
    }
    return original;
  }

  private static Rights rights(Row row) {
    return new Rights(
        instant(row.text(MappedColumn.RELEASE)),
        instant(row.text(MappedColumn.METADATA_RELEASE)),
        row.text(MappedColumn.PROGRAMME),
        row.text(MappedColumn.INSTRUMENT));
  }

  private static Coverage coverage(Row row) {
    String polarizations = row.text(MappedColumn.POLARIZATIONS);
    return new Coverage(
        region(row.text(MappedColumn.REGION)),
        interval(row.number(MappedColumn.BAND_MIN), row.number(MappedColumn.BAND_MAX)),
        interval(row.number(MappedColumn.TIME_MIN), row.number(MappedColumn.TIME_MAX)),
        polarizations == null
            ? List.of()
            : Arrays.stream(polarizations.split("/", -1))
                .filter(state -> !state.isBlank())
                .toList(),
        (int) Math.min(Integer.MAX_VALUE, row.whole(MappedColumn.SPECTRAL_ELEMENTS).orElse(0)));
  }

  private static @Nullable Interval interval(double low, double high) {
    return low <= high ? new Interval(low, high) : null;
  }

  /** A region that an archive has written wrongly is as good as none. */
  private static @Nullable Region region(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      FramedRegion framed = StcText.parse(text);
      return framed.in(Frame.ICRS);
    } catch (InvalidRegionException e) {
      return null;
    }
  }

  /**
   * An instant as archives write it, with a blank or a T, with or without a time and a Z. One that
   * cannot be read never comes, so that nothing is given away by a slip of the pen.
   */
  static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String plain = text.strip().replace(' ', 'T');
    if (plain.endsWith("Z")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    try {
      return plain.indexOf('T') < 0
          ? LocalDate.parse(plain).atStartOfDay().toInstant(ZoneOffset.UTC)
          : LocalDateTime.parse(plain).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }

  private static List<Attribute> facts(Row row, Map<String, Column> columns) {
    List<Attribute> facts = new ArrayList<>();
    for (String fact : row.mapping().facts()) {
      Object value = row.values().get(fact);
      Column column = columns.get(fact);
      if (value != null && column != null) {
        facts.add(new Attribute(column.field(), value));
      }
    }
    return facts;
  }
}
