// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxEOFException;
import com.ctc.wstx.exc.WstxIOException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.model.finding.Finding.Position;

/**
 * Walks forward through a document, element by element, and never outside it: a document type declaration refuses the
 * document before anything in it is looked at, and there are no entities but XML's own five.
 */
final class XmlCursor {
    private static final int ATTRIBUTE_CHARACTERS_MAX = 65_536;
    private static final int ATTRIBUTES_MAX = 64;
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF8", "US-ASCII", "ASCII");

    private final XMLStreamReader reader;
    private final String sourceName;
    private final GniLimits limits;
    private int depth;

    private XmlCursor(XMLStreamReader reader, String sourceName, GniLimits limits) {
        this.reader = reader;
        this.sourceName = sourceName;
        this.limits = limits;
    }

    /** A factory of our own, so that no setting or service of the machine can widen what it does. */
    static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, ATTRIBUTE_CHARACTERS_MAX);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, ATTRIBUTES_MAX);
        factory.getConfig().doParseLazily(false);
        return factory;
    }

    static XmlCursor open(WstxInputFactory factory, InputStream in, String sourceName, GniLimits limits) {
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            XmlCursor cursor = new XmlCursor(reader, sourceName, limits);
            cursor.requireUnicode();
            return cursor;
        } catch (XMLStreamException fault) {
            throw refusal(fault, sourceName, true);
        }
    }

    private void requireUnicode() {
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !ENCODINGS.contains(declared.toUpperCase(Locale.ROOT))) {
            throw refused("wrong-encoding", "is declared as " + declared + ", not UTF-8");
        }
    }

    /** Goes to the root element. */
    void enterRoot() {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and processing instructions may come first.
        }
    }

    /** Goes to the next child of the element around; false, and past that element's end, if there is none. */
    boolean nextChild() {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    /** Reads to the end, so that a second root or a cut-off end is noticed. */
    void leaveRoot() {
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // Comments and processing instructions may follow.
        }
    }

    /** The element's name; in a namespace it is none that we know. */
    String name() {
        return isInNamespace() ? "" : reader.getLocalName();
    }

    boolean isInNamespace() {
        return reader.getNamespaceURI() != null && !reader.getNamespaceURI().isEmpty();
    }

    Text attribute(String name) {
        String value = Optional.ofNullable(reader.getAttributeValue(null, name))
                .orElse("")
                .strip();
        boolean tooLong = value.length() > limits.textCharactersMax();
        return new Text(name, tooLong ? value.substring(0, limits.textCharactersMax()) : value, tooLong, position());
    }

    /** Reads the element at hand to its end; child elements in it are unknown ones, and skipped. */
    Text text() {
        String name = name();
        Position position = position();
        StringBuilder text = new StringBuilder();
        boolean tooLong = false;
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                skip();
            } else if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                int start = text.isEmpty() ? leadingWhiteSpace() : 0;
                int room = limits.textCharactersMax() - text.length();
                int length = reader.getTextLength() - start;
                tooLong |= length > room && !isBlank(start + room);
                text.append(reader.getTextCharacters(), reader.getTextStart() + start, Math.min(room, length));
            }
        }
        return new Text(name, text.toString().strip(), tooLong, position);
    }

    private int leadingWhiteSpace() {
        int length = 0;
        while (length < reader.getTextLength()
                && Character.isWhitespace(reader.getTextCharacters()[reader.getTextStart() + length])) {
            length++;
        }
        return length;
    }

    private boolean isBlank(int from) {
        for (int i = from; i < reader.getTextLength(); i++) {
            if (!Character.isWhitespace(reader.getTextCharacters()[reader.getTextStart() + i])) {
                return false;
            }
        }
        return true;
    }

    /** Passes over the element at hand and all in it. */
    void skip() {
        skip(name -> {});
    }

    /** Passes over the element at hand, showing the name attribute of each element in it. */
    void skip(Consumer<String> visitor) {
        int outside = depth - 1;
        while (depth > outside) {
            if (next() == XMLStreamConstants.START_ELEMENT && !isInNamespace()) {
                visitor.accept(attribute("name").value());
            }
        }
    }

    /** Where the element at hand starts. */
    Position position() {
        return position(reader.getLocation());
    }

    /** The whole document cannot be used, because of what is at hand. */
    CloudDocumentException refused(String code, String trouble) {
        return refused(code, trouble, position());
    }

    /** The whole document cannot be used, because of what is at {@code position}. */
    CloudDocumentException refused(String code, String trouble, Position position) {
        return new CloudDocumentException(code, sourceName + ": the document " + trouble, Optional.of(position));
    }

    private int next() {
        try {
            int event = reader.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > limits.depthMax()) {
                        throw refused("too-deep", "has more than " + limits.depthMax() + " elements within each other");
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD ->
                    throw refused("document-type", "has a document type declaration, which is never read");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused("not-well-formed", "refers to the unknown entity '" + reader.getLocalName() + "'");
                default -> {}
            }
            return event;
        } catch (XMLStreamException fault) {
            throw refusal(fault, sourceName, depth == 0);
        }
    }

    private static CloudDocumentException refusal(XMLStreamException fault, String sourceName, boolean isOutside) {
        Optional<Position> position = Optional.ofNullable(fault.getLocation())
                .filter(place -> place.getLineNumber() > 0)
                .map(XmlCursor::position);
        IOException cause = fault instanceof WstxIOException && fault.getCause() instanceof IOException io ? io : null;
        if (cause instanceof BoundedInputStream.TooLargeException) {
            return new CloudDocumentException("too-large", sourceName + ": " + cause.getMessage(), Optional.empty());
        } else if (cause instanceof CharConversionException) {
            return new CloudDocumentException(
                    "wrong-encoding",
                    sourceName + ": the document is not in its encoding: " + cause.getMessage(),
                    position);
        } else if (cause != null) {
            return new CloudDocumentException(
                    "unreadable", sourceName + ": reading failed: " + cause.getMessage(), position);
        } else if (fault instanceof WstxEOFException) {
            return new CloudDocumentException(
                    isOutside ? "empty-document" : "truncated",
                    sourceName + ": the document " + (isOutside ? "has no root element" : "ends before its root does"),
                    position);
        }
        String firstLine =
                String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
        return new CloudDocumentException(
                "not-well-formed", sourceName + ": the document is not well-formed XML: " + firstLine, position);
    }

    private static Position position(Location location) {
        return new Position(location.getLineNumber(), Math.max(1, location.getColumnNumber()));
    }
}
