package io.github.quotary.ingress.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Answers of Namecheap's API; without document types, so without entities. */
final class NamecheapXml {
  private static final int MAX_DEPTH = 64;

  private final Element root;

  private NamecheapXml(Element root) {
    this.root = root;
  }

  /** The answer in a body; empty if there is none. */
  static Optional<NamecheapXml> parse(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute("jdk.xml.maxElementDepth", MAX_DEPTH);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Silent());
      Document document = builder.parse(new ByteArrayInputStream(body));
      Element root = document.getDocumentElement();
      return "ApiResponse".equals(root.getLocalName())
          ? Optional.of(new NamecheapXml(root))
          : Optional.empty();
    } catch (SAXException | IOException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser lacks a feature", e);
    }
  }

  boolean isOk() {
    return root.getAttribute("Status").equals("OK");
  }

  /** The errors, each with its number. */
  List<String> errors() {
    return all("Error").stream()
        .map(error -> error.getAttribute("Number") + " " + error.getTextContent().strip())
        .toList();
  }

  List<Element> all(String name) {
    NodeList nodes = root.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  Optional<Element> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Writes nothing to the standard error stream. */
  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException problem) {}

    @Override
    public void error(SAXParseException problem) throws SAXException {
      throw problem;
    }

    @Override
    public void fatalError(SAXParseException problem) throws SAXException {
      throw problem;
    }
  }
}
