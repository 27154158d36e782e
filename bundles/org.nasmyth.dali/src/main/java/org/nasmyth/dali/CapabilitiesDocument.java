// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a service can do (VOSI 1.1, section 2.4; VOResource 1.0). */
public final class CapabilitiesDocument {

  private static final String NAMESPACE = "http://www.ivoa.net/xml/VOSICapabilities/v1.0";
  private static final String VODATASERVICE = "http://www.ivoa.net/xml/VODataService/v1.1";
  private static final String VODATASERVICE_INTERFACE = "vs:ParamHTTP";

  private CapabilitiesDocument() {}

  /** One capability. */
  public interface Capability {
    /** Writes the {@code capability} element. */
    void write(XmlDocument xml);
  }

  /**
   * A capability with one address and nothing more.
   *
   * @param standardId the standard that it follows, as an IVOID; null for none
   * @param interfaceType {@code vs:ParamHTTP} or {@code vr:WebBrowser}
   * @param version the standard's version; null to leave it out
   * @param url its address
   */
  public record Simple(
      @Nullable String standardId, String interfaceType, @Nullable String version, String url)
      implements Capability {

    @Override
    public void write(XmlDocument xml) {
      xml.open("capability").attribute("standardID", standardId).line();
      xml.open("interface").attribute("xsi:type", interfaceType);
      if (standardId != null && interfaceType.equals(VODATASERVICE_INTERFACE)) {
        xml.attribute("role", "std");
      }
      xml.attribute("version", version);
      xml.open("accessURL").attribute("use", "full").text(url).close();
      xml.close().line().close().line();
    }
  }

  /**
   * The capabilities that every service has, below its base address: capabilities, availability.
   *
   * @param baseUrl without a slash at the end
   */
  public static List<Capability> common(String baseUrl) {
    return List.of(
        new Simple(
            "ivo://ivoa.net/std/VOSI#capabilities",
            VODATASERVICE_INTERFACE,
            null,
            baseUrl + "/capabilities"),
        new Simple(
            "ivo://ivoa.net/std/VOSI#availability",
            VODATASERVICE_INTERFACE,
            null,
            baseUrl + "/availability"));
  }

  /** Makes the document. */
  public static byte[] of(List<? extends Capability> capabilities) {
    XmlDocument xml =
        new XmlDocument()
            .open("vosi:capabilities")
            .attribute("xmlns:vosi", NAMESPACE)
            .attribute("xmlns:vr", "http://www.ivoa.net/xml/VOResource/v1.0")
            .attribute("xmlns:vs", VODATASERVICE)
            .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
            .attribute("xsi:schemaLocation", XmlDocument.schemaLocation(NAMESPACE, VODATASERVICE))
            .line();
    capabilities.forEach(capability -> capability.write(xml));
    return xml.close().toBytes();
  }
}
