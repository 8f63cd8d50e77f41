package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.onion.ServiceNode;
import org.session4j.swarm.oxend.NodeHealth;
import org.session4j.swarm.oxend.NodeStake;
import org.session4j.swarm.oxend.NodeStanding;
import org.session4j.swarm.oxend.NodeVersion;
import org.session4j.swarm.oxend.NodeVersions;
import org.session4j.swarm.oxend.ServiceNodeState;
import org.session4j.swarm.oxend.ServiceNodes;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The network of service nodes, in tables and as a picture. */
@Timeout(120)
class NodeNetworkTest {

    @TempDir
    Path folder;

    @Test
    void theEmbeddedNetworkIsDrawn() throws Exception {
        Path svg = folder.resolve("network.svg");
        Run run = Run.of("network", "--network", "embedded", "--svg", svg.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.output())
                .containsPattern("nodes +24")
                .containsPattern("version +nodes\\R2\\.[0-9]+\\.[0-9]+ +24")
                .containsPattern("/16 +nodes\\R(127\\.[0-9]+ +[0-9]+\\R)+")
                .containsPattern("swarm of +swarms\\R6 +4");
        assertThat(texts(svg)).contains("24", "6", "4").anyMatch(text -> text.startsWith("24 service nodes"));
    }

    private static List<String> texts(Path svg) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        NodeList nodes = document.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static ServiceNodeState node(String ip, long swarm, NodeVersion version) {
        return new ServiceNodeState(
                null,
                null,
                null,
                ip,
                0,
                0,
                0,
                swarm,
                new NodeVersions(null, version, null),
                new NodeStanding(null, null, null, null, null, null, null, null, List.of(), null),
                new NodeStake(null, null, null, null, null, List.of()),
                new NodeHealth(null, null, null, null, null));
    }

    @Test
    void whatNodesSayOfThemselvesIsNotDrawnUnread() {
        NodeCensus census = NodeCensus.of(new ServiceNodes(
                7,
                7,
                null,
                19,
                4,
                false,
                List.of(
                        node("203.0.113.1", 1, new NodeVersion(2, 9, 0)),
                        node("203.0.7.7", 1, new NodeVersion(2, 10, 0)),
                        node("198.51.100.1", 2, new NodeVersion(2, 10, 0)),
                        node("<script>", ServiceNode.NO_SWARM, null))));

        assertThat(census.versions().toString()).isEqualTo("{2.10.0=2, 2.9.0=1, unknown=1}");
        assertThat(census.places().toString()).isEqualTo("{203.0=2, 198.51=1, unknown=1}");
        assertThat(census.swarmSizes().toString()).isEqualTo("{1=1, 2=1}");
        assertThat(NodeChart.formatSvg(census)).doesNotContain("script");
    }
}
