// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vpcmido.cloud.source.CloudDocumentException;
import org.vpcmido.cloud.source.CloudSnapshot;

@DisplayName("A hostile GNI document")
class HostileDocumentTest {
    private static final String SINGLE = new String(GniDocuments.bytes("single-vpc.xml"), StandardCharsets.UTF_8);

    private static CloudSnapshot read(String document) {
        return new GniReader().read(document.getBytes(StandardCharsets.UTF_8), "test.xml");
    }

    private static CloudDocumentException refusal(String document) {
        CloudDocumentException refusal = catchThrowableOfType(CloudDocumentException.class, () -> read(document));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    @Test
    @DisplayName("reads no file, by entity or by inclusion")
    void readsNoFile(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret.example");
        String entity = SINGLE.replace(
                        "<network-data",
                        "<!DOCTYPE network-data [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><network-data")
                .replace("<value>eucalyptus.internal", "<value>&x;");
        assertThat(refusal(entity).code()).isEqualTo("document-type");
        assertThat(refusal(entity).getMessage()).doesNotContain("secret.example");
        String inclusion = SINGLE.replace(
                "<value>VPCMIDO</value>",
                "<value>VPCMIDO<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\""
                        + secret.toUri() + "\"/></value>");
        assertThat(read(inclusion).checked()).isEqualTo(read(SINGLE).checked());
    }

    @ParameterizedTest
    @DisplayName("makes no connection")
    @ValueSource(
            strings = {
                "<!DOCTYPE network-data SYSTEM \"%s\">",
                "<!DOCTYPE network-data PUBLIC \"a\" \"%s\">",
                "<!DOCTYPE network-data [<!ENTITY %% p SYSTEM \"%s\"> %%p;]>",
                "<!DOCTYPE network-data [<!ENTITY x SYSTEM \"%s\">]>"
            })
    void makesNoConnection(String declaration) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/gni.dtd";
            String document = SINGLE.replace("<network-data", String.format(declaration, url) + "<network-data")
                    .replace("<value>eucalyptus.internal", "<value>&x;");
            assertThat(refusal(document).code()).isEqualTo("document-type");
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    @DisplayName("expands no entity that it did not declare either")
    void refusesUnknownEntity() {
        assertThat(refusal(SINGLE.replace("<value>VPCMIDO", "<value>&x;")).code())
                .isEqualTo("not-well-formed");
    }

    @Test
    @DisplayName("of endless length is let go at the limit, and not held in memory")
    void refusesEndlessDocument() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                java.util.Arrays.fill(target, offset, offset + length, (byte) ' ');
                return length;
            }
        };
        InputStream document = new SequenceInputStream(
                new ByteArrayInputStream("<network-data><vpcs>".getBytes(StandardCharsets.UTF_8)), endless);
        assertThatThrownBy(() -> new GniReader().read(document, "endless", Optional.empty()))
                .isInstanceOfSatisfying(
                        CloudDocumentException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("too-large"))
                .hasMessageContaining("39321600 bytes")
                .hasMessageStartingWith("endless: ");
    }

    @Test
    @DisplayName("may be as large as the limit, and not a byte larger")
    void limitsSizeExactly() {
        byte[] document = SINGLE.getBytes(StandardCharsets.UTF_8);
        GniLimits exact = GniLimits.DEFAULT.withDocumentBytesMax(document.length);
        assertThat(new GniReader(exact).read(document, "exact").contentHash())
                .isEqualTo(read(SINGLE).contentHash());
        GniLimits less = GniLimits.DEFAULT.withDocumentBytesMax(document.length - 1L);
        assertThatThrownBy(() -> new GniReader(less).read(document, "larger"))
                .isInstanceOfSatisfying(
                        CloudDocumentException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("too-large"));
    }

    @Test
    @DisplayName("in an encoding other than UTF-8 is refused, even if it can be decoded")
    void refusesOtherEncodings() {
        assertThat(refusal(SINGLE.replace("UTF-8", "ISO-8859-1")).code()).isEqualTo("wrong-encoding");
    }

    @Test
    @DisplayName("cannot break a line of the log with a name")
    void escapesNames() {
        String forged = SINGLE.replace("name=\"10.111.5.32\"", "name=\"x&#10;ERROR forged&#x202e;\"")
                .replace("<value>i-0000a302", "<value>i-0000dead");
        assertThat(read(forged).checked().findings())
                .anySatisfy(finding -> assertThat(finding.subject()).isEqualTo("host x\\u{a}ERROR forged\\u{202e}"))
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("\n"));
    }

    @ParameterizedTest
    @DisplayName("may have comments and processing instructions anywhere")
    @ValueSource(strings = {"<!-- <!DOCTYPE x> -->", "<?x y?>", "<!-- a --><?b c?><!-- d -->"})
    void passesOverRemarks(String remark) {
        String remarked = SINGLE.replace("<network-data", remark + "<network-data")
                .replace("VPCMIDO", "VPC" + remark + "MIDO")
                .replace("172.31.0.20", remark + "172.31." + remark + "0.20")
                .replace("</network-data>", "</network-data>" + remark);
        assertThat(read(remarked).contentHash()).isEqualTo(read(SINGLE).contentHash());
    }

    @ParameterizedTest
    @DisplayName("with a number that is not written as the cloud writes them loses the interface, not the rest")
    @ValueSource(strings = {"+0", "00", "0x0", "0.0", "1e0", "٠", "32", "-1", "99999999999999999999", "0 0"})
    void readsNumbersStrictly(String index) {
        CloudSnapshot snapshot =
                read(SINGLE.replaceFirst("<deviceIndex>0</deviceIndex>", "<deviceIndex>" + index + "</deviceIndex>"));
        assertThat(snapshot.checked().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("eni-0000a201");
            assertThat(finding.code()).isEqualTo("bad-value");
            assertThat(finding.message()).contains("deviceIndex");
            assertThat(finding.position()).isPresent();
        });
        assertThat(snapshot.checked().state().interfaces()).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("without a section of an entity loses what the section tells, not what it does not")
    @ValueSource(strings = {"subnets", "networkAcls", "routeTables", "natGateways", "internetGateways"})
    void missingSectionOfVpcHoldsIt(String section) {
        String document = SINGLE.replaceFirst("(?s)<" + section + "/>|<" + section + ">.*?</" + section + ">", "");
        assertThat(document).isNotEqualTo(SINGLE);
        CloudSnapshot snapshot = read(document);
        assertThat(snapshot.checked().findings()).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo("vpc-0000a001");
            assertThat(finding.code()).isEqualTo("missing-value");
        });
        assertThat(snapshot.checked().state().interfaces()).isEmpty();
        assertThat(snapshot.checked().holds())
                .extracting(Object::toString)
                .contains("vpc-0000a001", "eni-0000a201", "i-0000a301", "eni-0000a202", "i-0000a302");
    }

    @Test
    @DisplayName("cut off anywhere is refused")
    void refusesEveryCut() {
        String wire = new String(GniDocuments.bytes("wire-4.4.xml"), StandardCharsets.UTF_8);
        int end = wire.indexOf("</network-data>") + "</network-data>".length() - 1;
        for (int length = 0; length <= end; length += 7) {
            assertThat(refusal(wire.substring(0, length)).code())
                    .as("after %d characters", length)
                    .isIn("truncated", "empty-document", "not-well-formed");
        }
    }
}
