// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.calibration.CascadeMode;

/**
 * How the archive calls its products: identifiers and addresses in the shapes of ESO's archive.
 *
 * @param authority the IVOA authority of dataset identifiers, such as {@code eso.org}
 * @param baseUrl where the archive is served, without a slash at the end; null to take the address
 *     that the client used
 */
public record ArchiveNames(String authority, @Nullable String baseUrl) {

  private static final String SCHEME = "ivo://";
  private static final int LONGEST = 256;
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~\\-]*");
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  /** Checks the authority. */
  public ArchiveNames {
    if (!AUTHORITY.matcher(authority).matches()) {
      throw new IllegalArgumentException(
          "authority: '" + authority + "' is none; write letters, digits, '.', '-', '_'");
    }
  }

  /**
   * What a client asked for.
   *
   * @param asGiven the text that it sent, of one identifier
   * @param id the identifier within the archive; null if it cannot be one of this archive
   * @param fault why not; null if it can
   */
  public record RequestedId(String asGiven, @Nullable String id, @Nullable String fault) {}

  /**
   * Reads the value of an ID parameter: {@code ivo://authority/ID?id}, also with the question mark
   * and what follows it percent-encoded once more, or the bare identifier; several identifiers of
   * one value are divided by commas.
   *
   * @param value text of a user's, decoded once
   * @return at least one
   */
  public List<RequestedId> read(String value) {
    List<RequestedId> requested = new ArrayList<>();
    String form = "";
    for (String part : value.strip().split(",", -1)) {
      String text = part.strip();
      if (text.isEmpty()) {
        continue;
      }
      if (isIvoid(text)) {
        int mark = query(text);
        form = mark < 0 ? "" : text.substring(0, mark);
        requested.add(one(text));
      } else {
        // Further members of a list have the form of the first.
        requested.add(one(form.isEmpty() ? text : form + text));
      }
    }
    return requested.isEmpty()
        ? List.of(new RequestedId(value, null, "The identifier is empty."))
        : List.copyOf(requested);
  }

  private RequestedId one(String text) {
    if (text.length() > LONGEST) {
      return new RequestedId(
          text.substring(0, LONGEST) + "…",
          null,
          "The identifier has " + text.length() + " characters; the longest have " + LONGEST + ".");
    }
    if (!isIvoid(text)) {
      return checked(text, decoded(text));
    }
    int mark = query(text);
    if (mark < 0) {
      return new RequestedId(
          text, null, "It names no dataset; write " + SCHEME + authority + "/ID?… .");
    }
    String rest = text.substring(SCHEME.length(), mark);
    int slash = rest.indexOf('/');
    String named = slash < 0 ? rest : rest.substring(0, slash);
    if (!named.equalsIgnoreCase(authority)) {
      return new RequestedId(
          text, null, "This archive holds the datasets of " + authority + " only.");
    }
    return checked(text, decoded(text.substring(mark)));
  }

  private static RequestedId checked(String given, String id) {
    return VISIBLE.matcher(id).matches()
        ? new RequestedId(given, id, null)
        : new RequestedId(given, null, "The identifier has characters that none has.");
  }

  private static boolean isIvoid(String text) {
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Behind the question mark, which may be percent-encoded; -1 if there is none. */
  private static int query(String ivoid) {
    int plain = ivoid.indexOf('?');
    if (plain >= 0) {
      return plain + 1;
    }
    int escaped = ivoid.toLowerCase(Locale.ROOT).indexOf("%3f");
    return escaped < 0 ? -1 : escaped + 3;
  }

  /** Without the percent-encoding that is left; a percent sign that begins none stays. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      Optional<Character> escaped =
          c == '%' && i + 2 < text.length() ? hex(text, i + 1) : Optional.empty();
      out.append(escaped.orElse(c));
      i += escaped.isPresent() ? 2 : 0;
    }
    return out.toString();
  }

  private static Optional<Character> hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? Optional.empty() : Optional.of((char) (high * 16 + low));
  }

  /**
   * An identifier as a list of links repeats it: clients look for what they asked with (DataLink
   * 1.1, section 3.2), so a bare one stays bare; others are whole.
   */
  public String repeated(RequestedId requested) {
    String id = requested.id();
    return id == null || id.equals(requested.asGiven()) ? requested.asGiven() : identifier(id);
  }

  /** A product's identifier in the Virtual Observatory. */
  public String identifier(String id) {
    return SCHEME + authority + "/ID?" + id;
  }

  /**
   * The archive's addresses for one request.
   *
   * @param used the address that the client used, without a slash at the end
   */
  public Addresses addresses(String used) {
    return new Addresses(baseUrl == null ? used : baseUrl, this);
  }

  /**
   * Where things are.
   *
   * @param base where the archive is served, without a slash at the end
   * @param names the archive's names
   */
  public record Addresses(String base, ArchiveNames names) {

    /** The file itself. */
    public String file(String id) {
      return base + "/dataPortal/file/" + path(id);
    }

    /** The list of links. */
    public String links(String id) {
      return base + "/datalink/links?ID=" + names.identifier(id);
    }

    /** The headers of its file. */
    public String header(String id) {
      return base + "/hdr?DpId=" + path(id);
    }

    /** The picture of it. */
    public String preview(String id) {
      return base + "/previews/v1/files/" + path(id) + "/preview";
    }

    /** The page that shows it. */
    public String page(String id) {
      return base + "/dataset/" + path(id);
    }

    /** Where pieces are cut out, at once. */
    public String cutout() {
      return base + "/dataPortal/soda/sync";
    }

    /** Which calibrations belong to a raw frame. */
    public String associations(String id, CascadeMode mode) {
      return base
          + "/calselector/v1/associations?dp_id="
          + path(id).replace("+", "%2B")
          + "&mode="
          + mode.word();
    }

    /** Where our own terms for links are explained, without the term. */
    public String vocabulary() {
      return base + "/rdf/datalink";
    }

    /** An identifier as a part of a path; a colon stays, as in ESO's addresses. */
    private static String path(String id) {
      StringBuilder out = new StringBuilder(id.length());
      for (int i = 0; i < id.length(); i++) {
        char c = id.charAt(i);
        boolean plain =
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~:+@()".indexOf(c) >= 0;
        if (plain) {
          out.append(c);
        } else {
          out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
        }
      }
      return out.toString();
    }
  }
}
