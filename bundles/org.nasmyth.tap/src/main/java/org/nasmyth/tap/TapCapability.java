// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.dali.CapabilitiesDocument.Capability;
import org.nasmyth.dali.XmlDocument;

/**
 * What a TAP service tells of itself (TAPRegExt 1.0; the language features of ADQL 2.1, section 4).
 *
 * @param baseUrl its address
 * @param settings its limits
 * @param offersJobs whether it has asynchronous queries
 * @param takesUploads whether queries can bring tables along
 * @param hasObsCore whether it has the table ivoa.ObsCore
 * @param features what its database can do
 * @param functions the user-defined functions
 * @param formats the output formats
 */
record TapCapability(
    String baseUrl,
    TapSettings settings,
    boolean offersJobs,
    boolean takesUploads,
    boolean hasObsCore,
    AdqlFeatures features,
    List<AdqlFunction> functions,
    List<ResultFormat> formats)
    implements Capability {

  private static final String NAMESPACE = "http://www.ivoa.net/xml/TAPRegExt/v1.0";
  private static final String EXTENSION = "ivo://ivoa.net/std/TAPRegExt#";
  private static final String EXTRA_KEYWORDS = "ivo://org.gavo.dc/std/exts#extra-adql-keywords";

  private static final List<String> UPLOAD_METHODS =
      List.of("upload-inline", "upload-http", "upload-https");

  private static final Map<String, String> KNOWN_OUTPUTS =
      Map.of(
          "application/x-votable+xml;serialization=tabledata", EXTENSION + "output-votable-td",
          "application/x-votable+xml;serialization=binary", EXTENSION + "output-votable-binary",
          "application/x-votable+xml;serialization=binary2", EXTENSION + "output-votable-binary2");

  /** Copies the lists. */
  TapCapability {
    functions = List.copyOf(functions);
    formats = List.copyOf(formats);
  }

  @Override
  public void write(XmlDocument xml) {
    xml.open("capability")
        .attribute("xmlns:tr", NAMESPACE)
        .attribute("xsi:schemaLocation", XmlDocument.schemaLocation(NAMESPACE))
        .attribute("standardID", "ivo://ivoa.net/std/TAP")
        .attribute("xsi:type", "tr:TableAccess")
        .line();
    xml.element("description", limits()).line();
    xml.open("interface")
        .attribute("xsi:type", "vs:ParamHTTP")
        .attribute("role", "std")
        .attribute("version", "1.1");
    xml.open("accessURL").attribute("use", "base").text(baseUrl).close();
    xml.close().line();
    if (hasObsCore) {
      xml.open("dataModel")
          .attribute("ivo-id", "ivo://ivoa.net/std/ObsCore#core-1.1")
          .text("ObsCore-1.1")
          .close()
          .line();
    }
    language(xml);
    formats.forEach(format -> output(format, xml));
    if (takesUploads) {
      UPLOAD_METHODS.forEach(
          method ->
              xml.open("uploadMethod").attribute("ivo-id", EXTENSION + method).close().line());
    }
    if (offersJobs) {
      JobLimits limits = settings.jobLimits();
      seconds("retentionPeriod", limits.retention(), limits.retentionHard(), xml);
      seconds("executionDuration", limits.execution(), limits.executionHard(), xml);
    } else {
      seconds("executionDuration", settings.syncLimit(), settings.syncLimit(), xml);
    }
    xml.open("outputLimit");
    xml.open("default").attribute("unit", "row").text(String.valueOf(settings.maxrec())).close();
    xml.open("hard").attribute("unit", "row").text(String.valueOf(settings.maxrecHard())).close();
    xml.close().line();
    if (takesUploads) {
      uploadLimit(xml);
    }
    xml.close().line();
  }

  /** The standard has room for two numbers; both limits hold for every table. */
  private void uploadLimit(XmlDocument xml) {
    UploadSettings uploads = settings.uploads();
    xml.open("uploadLimit");
    xml.open("default").attribute("unit", "byte").text(String.valueOf(uploads.bytes())).close();
    xml.open("hard").attribute("unit", "row").text(String.valueOf(uploads.rows())).close();
    xml.close().line();
  }

  /** Limits for which the standard has no element (TAPRegExt 1.0, section 2.6). */
  private String limits() {
    return "A query may have %d bytes. A synchronous one may take %d s. A result may have %d bytes, before any compression."
        .formatted(
            TapServlet.MOST_QUERY_BYTES, settings.syncLimit().toSeconds(), settings.outputBytes());
  }

  private static void seconds(String name, Duration standard, Duration hard, XmlDocument xml) {
    xml.open(name)
        .element("default", String.valueOf(standard.toSeconds()))
        .element("hard", String.valueOf(hard.toSeconds()))
        .close()
        .line();
  }

  private void language(XmlDocument xml) {
    xml.open("language").line();
    xml.element("name", "ADQL").line();
    for (String version : List.of("2.0", "2.1")) {
      xml.open("version")
          .attribute("ivo-id", "ivo://ivoa.net/std/ADQL#v" + version)
          .text(version)
          .close()
          .line();
    }
    xml.element("description", "Astronomical Data Query Language").line();
    features(EXTENSION + "features-adqlgeo", features.geometry(), xml);
    Map<String, Set<AdqlFeatures.Optional>> groups = new LinkedHashMap<>();
    for (AdqlFeatures.Optional feature : AdqlFeatures.Optional.values()) {
      if (features.optional().contains(feature)) {
        groups
            .computeIfAbsent(group(feature), k -> EnumSet.noneOf(AdqlFeatures.Optional.class))
            .add(feature);
      }
    }
    groups.forEach((group, members) -> features(group, members, xml));
    if (!functions.isEmpty()) {
      xml.open("languageFeatures").attribute("type", EXTENSION + "features-udf").line();
      for (AdqlFunction function : functions) {
        xml.open("feature")
            .element("form", function.signature().form())
            .element("description", function.description())
            .close()
            .line();
      }
      xml.close().line();
    }
    xml.close().line();
  }

  private static String group(AdqlFeatures.Optional feature) {
    return switch (feature) {
      case LOWER, UPPER, ILIKE -> EXTENSION + "features-adql-string";
      case UNION, EXCEPT, INTERSECT -> EXTENSION + "features-adql-sets";
      case WITH -> EXTENSION + "features-adql-common-table";
      case CAST -> EXTENSION + "features-adql-type";
      // ADQL 2.1 has a key of its own for it, which validators and clients of its time do not know;
      // the one that GAVO uses for further keywords is understood by both.
      case COALESCE -> EXTRA_KEYWORDS;
      case IN_UNIT -> EXTENSION + "features-adql-unit";
      case OFFSET -> EXTENSION + "features-adql-offset";
    };
  }

  private static void features(String group, Set<? extends Enum<?>> members, XmlDocument xml) {
    if (!members.isEmpty()) {
      xml.open("languageFeatures").attribute("type", group).line();
      members.stream()
          .sorted(Comparator.comparingInt(Enum::ordinal))
          .forEach(member -> xml.open("feature").element("form", member.name()).close().line());
      xml.close().line();
    }
  }

  private static void output(ResultFormat format, XmlDocument xml) {
    xml.open("outputFormat")
        .attribute("ivo-id", KNOWN_OUTPUTS.get(format.mediaType().toLowerCase(Locale.ROOT)));
    xml.element("mime", format.mediaType());
    format.aliases().forEach(alias -> xml.element("alias", alias));
    xml.close().line();
  }
}
