// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.links;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.ServiceDescriptor;

/**
 * The columns of a list of links, in the order in which they are written: those of DataLink 1.1,
 * section 3.2, and ESO's.
 */
public enum LinkColumn {
  ID("ID", Kind.TEXT, "meta.id;meta.main", "Identifier that was asked for"),
  ACCESS_URL("access_url", Kind.TEXT, "meta.ref.url", "Where to get it"),
  SERVICE_DEF(
      "service_def", Kind.SERVICE, "meta.ref", "Descriptor of the service in this document"),
  ERROR_MESSAGE(
      "error_message", Kind.TEXT, "meta.code.error", "What was wrong with the identifier"),
  SEMANTICS("semantics", Kind.TEXT, "meta.code", "What the link is to the dataset"),
  DESCRIPTION("description", Kind.TEXT, "meta.note", "One line for people"),
  CONTENT_TYPE("content_type", Kind.TEXT, "meta.code.mime", "Media type"),
  CONTENT_LENGTH("content_length", Kind.BYTES, "phys.size;meta.file", "Size of the download"),
  ESO_ORIGFILE(
      "eso_origfile", Kind.TEXT, "meta.id;meta.file", "Name that the file's maker gave it"),
  ESO_CATEGORY("eso_category", Kind.TEXT, "meta.code.class", "Category of the file"),
  ESO_DATALINK("eso_datalink", Kind.TEXT, "meta.ref.url", "Links of the file itself"),
  LOCAL_SEMANTICS(
      "local_semantics", Kind.TEXT, "meta.code", "The archive's own word for what the link is"),
  CONTENT_QUALIFIER("content_qualifier", Kind.TEXT, "meta.code", "Kind of data product"),
  LINK_AUTH("link_auth", Kind.TEXT, "meta.code", "Whether credentials are needed"),
  LINK_AUTHORIZED("link_authorized", Kind.FLAG, "meta.code", "Whether you may follow the link");

  /** All columns. */
  public static final Set<LinkColumn> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(LinkColumn.class));

  /** What a column's values are. */
  enum Kind {
    TEXT,
    /** The identifier of a service descriptor. */
    SERVICE,
    /** A whole number of bytes. */
    BYTES,
    /** {@code true} or {@code false}. */
    FLAG
  }

  private final String title;
  private final Kind kind;
  private final String ucd;
  private final String meaning;

  LinkColumn(String title, Kind kind, String ucd, String meaning) {
    this.title = title;
    this.kind = kind;
    this.ucd = ucd;
    this.meaning = meaning;
  }

  String title() {
    return title;
  }

  Kind kind() {
    return kind;
  }

  String ucd() {
    return ucd;
  }

  String meaning() {
    return meaning;
  }

  /** Its value in a row; null where there is none. */
  @Nullable String value(LinkRow row) {
    return switch (this) {
      case ID -> row.id();
      case ACCESS_URL -> row.url();
      case SERVICE_DEF -> service(row);
      case ERROR_MESSAGE -> row.fault();
      case SEMANTICS -> row.semantics();
      case ESO_DATALINK -> row.linksUrl();
      default -> row.link() == null ? null : value(row.link(), row);
    };
  }

  private @Nullable String value(Link link, LinkRow row) {
    return switch (this) {
      case DESCRIPTION -> link.description();
      case CONTENT_TYPE -> link.contentType();
      case CONTENT_LENGTH ->
          link.contentLength().isEmpty() ? null : String.valueOf(link.contentLength().getAsLong());
      case ESO_ORIGFILE -> link.originalName();
      case ESO_CATEGORY -> link.category();
      case LOCAL_SEMANTICS -> link.localSemantics();
      case CONTENT_QUALIFIER -> link.contentQualifier();
      case LINK_AUTH -> row.auth();
      case LINK_AUTHORIZED -> String.valueOf(row.access().allowed());
      default -> throw new IllegalStateException(this + " is no column of links.");
    };
  }

  private static @Nullable String service(LinkRow row) {
    ServiceDescriptor service = row.service();
    return service == null ? null : service.id();
  }
}
