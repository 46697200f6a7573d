package io.genkan.web.https;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says on the console what is wrong with a key file and what to do, in place of a stack trace.
class TlsFileFailureAnalyzer extends AbstractFailureAnalyzer<TlsFileException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TlsFileException cause) {
        String action = """
                The gateway never replaces this file by itself, since your devices may trust what is in it.
                Put it back from a backup, or mend its permissions. If you have no backup, delete the whole directory
                %s and start again: a new authority is made, and each of your devices asks once more
                whether it may be trusted.""".formatted(cause.file().getParent());
        return new FailureAnalysis("The admin pages have no HTTPS: " + cause.getMessage() + ".", action, cause);
    }
}
