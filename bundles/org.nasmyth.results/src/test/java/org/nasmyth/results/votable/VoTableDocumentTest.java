// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription.Info;
import org.nasmyth.results.SampleTable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The frame around a VOTable's rows. */
class VoTableDocumentTest {

  private static final SampleTable TABLE =
      new SampleTable(
          List.of(
              new Field(
                  "s_ra",
                  ValueType.DOUBLE,
                  "deg",
                  "pos.eq.ra",
                  "obscore:Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C1",
                  "Right ascension <J2000> & co"),
              new Field(
                  "t_min",
                  ValueType.DOUBLE,
                  "d",
                  "time.start",
                  "obscore:Char.TimeAxis.Coverage.Bounds.Limits.StartTime",
                  null),
              new Field("raj2000", ValueType.DOUBLE, "deg", "pos.eq.ra;meta.main", null, null),
              Field.of("n", ValueType.INT),
              Field.of("release", ValueType.TIMESTAMP)),
          List.of(new Info("QUERY", "SELECT \"a\"\nFROM t -- <&>\u0001", null)),
          List.<Object[]>of(new Object[] {1.0, 2.0, 3.0, 4, "a\u0000b\uD800c\uFFFFd\re"}));

  @Test
  void statusComesBeforeTheTableAndAgainAfterAnOverflow() throws Exception {
    Element resource = resource(new Ending.Overflow("cut off at 1 row, send MAXREC"));

    assertThat(outline(resource))
        .containsExactly(
            "DESCRIPTION",
            "INFO OK",
            "INFO QUERY",
            "COOSYS",
            "TIMESYS",
            "TIMESYS",
            "TABLE",
            "INFO OVERFLOW");
    assertThat(resource.getAttribute("type")).isEqualTo("results");
    assertThat(resource.getLastChild().getPreviousSibling().getTextContent())
        .isEqualTo("cut off at 1 row, send MAXREC");
  }

  @Test
  void failureAfterRowsIsToldInAWellFormedDocument() throws Exception {
    assertThat(outline(resource(new Ending.Failed("the disk <is> full"))))
        .endsWith("TABLE", "INFO ERROR");
  }

  @Test
  void completeResultEndsWithItsTable() throws Exception {
    assertThat(outline(resource(new Ending.Complete()))).endsWith("TABLE");
  }

  @Test
  void fieldCarriesAllItsMetadata() throws Exception {
    Element field = field(0);

    assertThat(field.getAttribute("name")).isEqualTo("s_ra");
    assertThat(field.getAttribute("datatype")).isEqualTo("double");
    assertThat(field.getAttribute("unit")).isEqualTo("deg");
    assertThat(field.getAttribute("ucd")).isEqualTo("pos.eq.ra");
    assertThat(field.getTextContent().strip()).isEqualTo("Right ascension <J2000> & co");
    assertThat(field(4).getAttribute("xtype")).isEqualTo("timestamp");
    assertThat(field(4).getAttribute("arraysize")).isEqualTo("*");
  }

  @Test
  void coordinateSystemIsToldOnlyWhereItIsCertain() throws Exception {
    assertThat(field(0).getAttribute("ref")).isEqualTo("icrs");
    assertThat(field(1).getAttribute("ref")).isEqualTo("mjd");
    assertThat(field(2).hasAttribute("ref")).isFalse();
  }

  @Test
  void queryIsToldWithWhatXmlCanHold() throws Exception {
    Element info = (Element) resource(new Ending.Complete()).getElementsByTagName("INFO").item(1);

    assertThat(info.getAttribute("value")).isEqualTo("SELECT \"a\"\nFROM t -- <&>\uFFFD");
  }

  @Test
  void whatXmlForbidsInCellsIsReplacedAndCarriageReturnsStay() throws Exception {
    Element root = document(new Ending.Complete());

    Node cell = root.getElementsByTagName("TD").item(4);
    assertThat(cell.getTextContent()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\re");
  }

  @Test
  void otherThanAsciiInCharColumnBecomesQuestionMarkInBinary() throws Exception {
    SampleTable table = SampleTable.row(List.of(Field.of("name", ValueType.STRING)), "K\u00e4ufl");

    byte[] document = table.written(new Binary2Format());

    String stream =
        new String(document, UTF_8).replaceAll("(?s).*<STREAM[^>]*>(.*)</STREAM>.*", "$1");
    assertThat(Base64.getMimeDecoder().decode(stream))
        .containsExactly(0, 0, 0, 0, 5, 'K', '?', 'u', 'f', 'l');
  }

  private static Element field(int index) throws Exception {
    return (Element) document(new Ending.Complete()).getElementsByTagName("FIELD").item(index);
  }

  private static Element resource(Ending ending) throws Exception {
    return (Element) document(ending).getElementsByTagName("RESOURCE").item(0);
  }

  private static Element document(Ending ending)
      throws IOException, ParserConfigurationException, SAXException {
    byte[] document = TABLE.written(new TableDataFormat(), ending);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(document))
        .getDocumentElement();
  }

  private static List<String> outline(Element resource) {
    List<String> outline = new ArrayList<>();
    for (Node node = resource.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        String name = element.getAttribute("name");
        String told = name.equals("QUERY_STATUS") ? element.getAttribute("value") : name;
        outline.add((element.getTagName() + " " + told).strip());
      }
    }
    return outline;
  }
}
