package org.session4j.conformance.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.session4j.conformance.Json;
import org.session4j.conformance.VectorReport.Failure;
import org.session4j.conformance.VectorReport.FileResult;
import org.session4j.conformance.operation.NotRunnableException;
import org.session4j.conformance.operation.Operations;
import org.session4j.protocol.crypto.Crypto;

/** One vector file. */
public final class VectorFile {

    private VectorFile() {}

    /** Runs every case of a file; the format follows from the file's name. */
    public static FileResult run(String name, String content, Crypto crypto) {
        List<VectorCase> cases;
        try {
            cases = VectorFormats.ofFile(name).cases(Json.parse(content));
        } catch (NotRunnableException e) {
            return new FileResult(name, 0, List.of(new Failure("file", String.valueOf(e.getMessage()))));
        }
        if (cases.isEmpty()) {
            return new FileResult(name, 0, List.of(new Failure("file", "holds no case")));
        }
        CaseRunner runner = new CaseRunner(Operations.all(), crypto);
        Map<String, Optional<String>> outcomes = new LinkedHashMap<>();
        for (VectorCase vector : cases) {
            // A case that is run in two directions counts once, and fails with the first that does.
            outcomes.merge(vector.id(), runner.run(vector), (first, second) -> first.isPresent() ? first : second);
        }
        List<Failure> failures = new ArrayList<>();
        outcomes.forEach((id, failure) -> failure.ifPresent(reason -> failures.add(new Failure(id, reason))));
        return new FileResult(name, outcomes.size(), failures);
    }
}
