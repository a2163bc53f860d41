Number: ${body.nothing}
